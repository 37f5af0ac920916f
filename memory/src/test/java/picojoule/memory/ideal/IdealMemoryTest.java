package picojoule.memory.ideal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picojoule.isa.Operand;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.request.Transfer;
import picojoule.sim.EventQueue;

class IdealMemoryTest {

  private static final class Recorded extends Transfer {
    private long completedAt = -1;

    @Override
    protected void completed(long now) {
      completedAt = now;
    }
  }

  @Test
  void aTransferOfAnySizeIsDoneWhenItIsAskedForAndItsBytesAreCounted() {
    EventQueue queue = new EventQueue();
    IdealMemory memory = new IdealMemory(1L << 50, queue);
    Recorded load = new Recorded();
    load.configure(Operand.WEIGHTS, false, 1L << 40, 1000, 1 << 20, 1 << 21);
    Recorded store = new Recorded();
    store.configure(Operand.KV_CACHE, true, 64, 1, 100, 0);

    memory.submit(load);
    memory.submit(store);
    queue.run();

    assertThat(load.completedAt).isZero();
    assertThat(load.isUnderWay()).isFalse();
    assertThat(store.completedAt).isZero();
    DramStatistics statistics = memory.statistics();
    assertThat(statistics.bytesRead().get(Operand.WEIGHTS)).isEqualTo(1000L << 20);
    assertThat(statistics.bytesWritten().get(Operand.KV_CACHE)).isEqualTo(100);
    assertThat(statistics.readBursts() * statistics.burstBytes()).isEqualTo(1000L << 20);
    assertThat(statistics.rowHits()).isZero();
  }
}
