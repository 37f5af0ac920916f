package picojoule.memory.dram.dramsim3;

import java.util.List;
import picojoule.memory.dram.replay.RequestSource;

/** A trace held in memory. */
final class RequestList implements RequestSource {

  /** One request of a trace. */
  record Entry(boolean write, long address, long earliestTick) {}

  private final List<Entry> entries;
  private int next;

  RequestList(List<Entry> entries) {
    this.entries = entries;
  }

  @Override
  public boolean next() {
    if (next < entries.size()) {
      next++;
      return true;
    }
    next = entries.size() + 1;
    return false;
  }

  @Override
  public boolean isWrite() {
    return entries.get(next - 1).write();
  }

  @Override
  public long address() {
    return entries.get(next - 1).address();
  }

  @Override
  public long earliestTick() {
    return entries.get(next - 1).earliestTick();
  }
}
