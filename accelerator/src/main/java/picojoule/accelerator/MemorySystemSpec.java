package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import picojoule.isa.MemoryRange;
import picojoule.memory.system.AddressMap;
import picojoule.memory.system.AddressRange;

/**
 * The memories of a machine.
 *
 * @param memories at least one
 * @param map which addresses lie in which of them
 */
public record MemorySystemSpec(List<MemorySpec> memories, AddressMap map) {

  public MemorySystemSpec {
    memories = List.copyOf(memories);
  }

  /** The memory whose name comes first. */
  public MemorySpec first() {
    return memories.get(0);
  }

  /** Whether the machine reaches one memory directly. */
  public boolean isPlain() {
    return memories.size() == 1
        && first().link().isEmpty()
        && map.ranges().size() == 1
        && map.capacityBytes() == first().capacityBytes();
  }

  /** Bytes per second that all of them together move at most. */
  public double peakBytesPerSecond() {
    return memories.stream().mapToDouble(MemorySpec::peakBytesPerSecond).sum();
  }

  /** What tensors should be aligned to, so that all channels of whichever memory share them. */
  long alignmentBytes() {
    return memories.stream()
        .mapToLong(memory -> memory.device().spec().stripeBytes())
        .max()
        .orElseThrow();
  }

  /** What a compiler may lay out where; neighbours that hold the same are one range. */
  List<MemoryRange> ranges() {
    List<MemoryRange> ranges = new ArrayList<>();
    for (AddressRange next : map.ranges()) {
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).operands().equals(next.operands())) {
        MemoryRange before = ranges.get(last);
        ranges.set(
            last, new MemoryRange(before.begin(), before.bytes() + next.bytes(), next.operands()));
      } else {
        ranges.add(new MemoryRange(next.begin(), next.bytes(), next.operands()));
      }
    }
    return ranges;
  }
}
