package picojoule.memory.sram;

import picojoule.sim.Activity;
import picojoule.sim.Counter;

/**
 * A scratchpad in a run: counts its accesses in words and keeps account of how full it is. An
 * access counts as many words as its bytes fill, the last one perhaps in part.
 */
public final class Scratchpad {

  private final ScratchpadSpec spec;
  private final Counter reads;
  private final Counter writes;
  private long allocatedBytes;
  private long mostAllocatedBytes;

  public Scratchpad(ScratchpadSpec spec, Activity activity) {
    this.spec = spec;
    String unit = spec.wordBytes() + " B word";
    reads = activity.counter(spec.name(), "read", unit, "words read");
    writes = activity.counter(spec.name(), "write", unit, "words written");
  }

  public ScratchpadSpec spec() {
    return spec;
  }

  /** Counts a read of bytes that lie side by side from the begin of a word. */
  public void read(long bytes) {
    reads.add(words(bytes));
  }

  /** Counts a write of bytes that lie side by side from the begin of a word. */
  public void write(long bytes) {
    writes.add(words(bytes));
  }

  /** Words that bytes fill, the last one perhaps in part. */
  public long words(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("no access has " + bytes + " bytes");
    }
    return -Math.floorDiv(-bytes, (long) spec.wordBytes());
  }

  /** Cycles that an access needs when it has all ports, spread evenly over the banks. */
  public long cycles(long bytes) {
    return -Math.floorDiv(-words(bytes), (long) spec.banks() * spec.ports());
  }

  /**
   * Takes room.
   *
   * @throws IllegalStateException where there is not so much left
   */
  public void allocate(long bytes) {
    if (bytes < 0 || bytes > spec.capacityBytes() - allocatedBytes) {
      throw new IllegalStateException(
          "%s overflows: %d bytes on top of %d of %d"
              .formatted(spec.name(), bytes, allocatedBytes, spec.capacityBytes()));
    }
    allocatedBytes += bytes;
    mostAllocatedBytes = Math.max(mostAllocatedBytes, allocatedBytes);
  }

  /**
   * Gives room back.
   *
   * @throws IllegalStateException where less is allocated
   */
  public void free(long bytes) {
    if (bytes < 0 || bytes > allocatedBytes) {
      throw new IllegalStateException(
          "%s underflows: %d bytes freed of %d".formatted(spec.name(), bytes, allocatedBytes));
    }
    allocatedBytes -= bytes;
  }

  public long allocatedBytes() {
    return allocatedBytes;
  }

  /** The most that was ever allocated at once. */
  public long mostAllocatedBytes() {
    return mostAllocatedBytes;
  }
}
