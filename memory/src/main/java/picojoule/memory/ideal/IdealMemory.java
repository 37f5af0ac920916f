package picojoule.memory.ideal;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picojoule.isa.Operand;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.EventQueue;

/** A memory whose transfers are done in the tick in which they are asked for. */
public final class IdealMemory implements Memory {

  private final long capacityBytes;
  private final EventQueue queue;
  private final Map<Operand, Long> read = new EnumMap<>(Operand.class);
  private final Map<Operand, Long> written = new EnumMap<>(Operand.class);

  /** A memory of some capacity, which begins now. */
  public IdealMemory(long capacityBytes, EventQueue queue) {
    this.capacityBytes = capacityBytes;
    this.queue = queue;
    for (Operand operand : Operand.values()) {
      read.put(operand, 0L);
      written.put(operand, 0L);
    }
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
    transfer.finishShares(1, now);
    (transfer.isWrite() ? written : read)
        .merge(transfer.requester(), transfer.bytes(), Math::addExact);
    queue.schedule(transfer, now);
  }

  /** Its bytes, in bursts of one byte each; there are no rows, and nobody waits. */
  public DramStatistics statistics() {
    return new DramStatistics(
        0, 0, total(read), total(written), 0, 0, 0, 0, read, written, List.of(), 0, 0, 0, 1);
  }

  private static long total(Map<Operand, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
