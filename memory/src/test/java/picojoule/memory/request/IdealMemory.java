package picojoule.memory.request;

import picojoule.sim.EventQueue;

/** A memory with nothing but a capacity, a latency and a bandwidth. */
public final class IdealMemory implements Memory {

  private final EventQueue queue;
  private final long capacityBytes;
  private final long latencyTicks;
  private final long bytesPerTick;
  private long free;

  public IdealMemory(EventQueue queue, long capacityBytes, long latencyTicks, long bytesPerTick) {
    this.queue = queue;
    this.capacityBytes = capacityBytes;
    this.latencyTicks = latencyTicks;
    this.bytesPerTick = bytesPerTick;
  }

  @Override
  public long capacityBytes() {
    return capacityBytes;
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.requireSubmittable(capacityBytes);
    long now = queue.now();
    transfer.begin(1, now);
    free = Math.max(now, free) - Math.floorDiv(-transfer.bytes(), bytesPerTick);
    transfer.finishShares(1, free + latencyTicks);
    queue.schedule(transfer, transfer.finishTick());
  }
}
