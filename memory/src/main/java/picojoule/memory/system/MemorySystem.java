package picojoule.memory.system;

import java.util.Arrays;
import java.util.List;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.EventQueue;

/**
 * Several memories as one: a transfer is dealt out to those in which its bytes lie, which work on
 * it at the same time, and completes when the last of them is done. Nothing is allocated for it
 * once as many parts have been under way as ever are.
 */
public final class MemorySystem implements Memory {

  private final AddressRange[] ranges;
  private final long capacityBytes;
  private final Memory[] memories;
  private final EventQueue queue;

  private Part[] unused = new Part[0];
  private int unusedSize;

  /** Parts of the transfer that is being submitted. */
  private Part[] parts = new Part[16];

  private int partsSize;

  /**
   * Memories on one queue.
   *
   * @param memories by their numbers in the map
   * @throws IllegalArgumentException where the map reaches beyond one of them
   */
  public MemorySystem(AddressMap map, List<? extends Memory> memories, EventQueue queue) {
    ranges = map.ranges().toArray(AddressRange[]::new);
    capacityBytes = map.capacityBytes();
    this.memories = memories.toArray(Memory[]::new);
    this.queue = queue;
    for (AddressRange range : ranges) {
      for (int turn = 0; turn < range.memories().size(); turn++) {
        long capacity = this.memories[range.memories().get(turn)].capacityBytes();
        if (range.local(turn, range.end()) > capacity) {
          throw new IllegalArgumentException(
              "the range at %d reaches beyond the %d bytes of memory %d"
                  .formatted(range.begin(), capacity, range.memories().get(turn)));
        }
      }
    }
  }

  @Override
  public long capacityBytes() {
    return capacityBytes;
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.requireSubmittable(capacityBytes);
    partsSize = 0;
    AddressRange whole = rangeOf(transfer.address());
    if (whole.memories().size() == 1 && transfer.endAddress() <= whole.end()) {
      add(transfer, whole, 0, transfer.address(), transfer.rows(), transfer.rowBytes());
    } else {
      for (int row = 0; row < transfer.rows(); row++) {
        long begin = transfer.address() + row * transfer.pitchBytes();
        deal(transfer, begin, begin + transfer.rowBytes());
      }
    }
    transfer.begin(partsSize, queue.now());
    // None completes before a later tick, so that all are known before the first is done.
    for (int i = 0; i < partsSize; i++) {
      memories[parts[i].memory].submit(parts[i]);
    }
  }

  /** Adds the parts of consecutive bytes. */
  private void deal(Transfer transfer, long begin, long end) {
    long address = begin;
    while (address < end) {
      AddressRange range = rangeOf(address);
      long behind = Math.min(end, range.end());
      for (int turn = 0; turn < range.memories().size(); turn++) {
        long bytes = range.local(turn, behind) - range.local(turn, address);
        if (bytes > 0) {
          add(transfer, range, turn, address, 1, bytes);
        }
      }
      address = behind;
    }
  }

  private void add(
      Transfer transfer, AddressRange range, int turn, long address, int rows, long rowBytes) {
    Part part = unusedSize == 0 ? new Part() : unused[--unusedSize];
    part.whole = transfer;
    part.memory = range.memories().get(turn);
    part.configure(
        transfer.requester(),
        transfer.isWrite(),
        range.local(turn, address),
        rows,
        rowBytes,
        transfer.pitchBytes());
    if (partsSize == parts.length) {
      parts = Arrays.copyOf(parts, 2 * partsSize);
    }
    parts[partsSize++] = part;
  }

  private AddressRange rangeOf(long address) {
    int low = 0;
    int high = ranges.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (address < ranges[middle].end()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return ranges[low];
  }

  /** What one memory has of a transfer. */
  private final class Part extends Transfer {
    private Transfer whole;
    private int memory;

    @Override
    protected void completed(long now) {
      if (unusedSize == unused.length) {
        unused = Arrays.copyOf(unused, Math.max(16, 2 * unusedSize));
      }
      unused[unusedSize++] = this;
      if (whole.finishShares(1, now)) {
        queue.schedule(whole, now);
      }
    }
  }
}
