package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picojoule.isa.Operand;
import picojoule.memory.request.Transfer;
import picojoule.sim.Activity;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/** The HBM2 stack with one tick per cycle of its command clock. */
class DramTest {

  private static final int REQUEST = 20;
  private static final int RESPONSE = 20;

  private final EventQueue queue = new EventQueue();
  private final Activity activity = new Activity();

  private Dram dram(DramSpec spec) {
    return new Dram(
        spec, queue, TimeBase.of(spec.clockPeriodFemtoseconds()), activity, Timeline.OFF);
  }

  private long moved(Dram dram, boolean write, long address, int rows, long bytes, long pitch) {
    long[] end = {-1};
    Transfer transfer =
        new Transfer() {
          @Override
          protected void completed(long now) {
            end[0] = now;
          }
        };
    transfer.configure(Operand.WEIGHTS, write, address, rows, bytes, pitch);
    long begin = queue.now();
    dram.submit(transfer);
    queue.run();
    assertThat(end[0]).as("completed").isNotNegative();
    return end[0] - begin;
  }

  @Test
  void readsTheFirstBurstAfterActivateAndReadLatency() {
    // ACT takes two cycles; tRCDRD, CL, and two cycles of data follow.
    assertThat(moved(dram(DramSpec.read(DramConfigs.hbm2())), false, 0, 1, 32, 0))
        .isEqualTo(REQUEST + (14 + 1) + 14 + 2 + RESPONSE);
  }

  @Test
  void writesTheFirstBurstAfterActivateAndWriteLatency() {
    assertThat(moved(dram(DramSpec.read(DramConfigs.hbm2())), true, 0, 1, 32, 0))
        .isEqualTo(REQUEST + (12 + 1) + 5 + 2 + RESPONSE);
  }

  @Test
  void streamsAtThePeakOfTheDataBusesButForRefreshes() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    long bytes = 64L << 20;
    long cycles = moved(dram, false, 0, 1, bytes, 0);
    long peakCycles = bytes / 256;
    // Each refresh costs PREA, tRP, tRFC, and opening the rows again, of 3900 cycles.
    double lost = (35 + 14 + 350 + 30) / 3900.0;
    assertThat(cycles)
        .isBetween(
            (long) (peakCycles / (1 - 350 / 3900.0)), (long) (peakCycles / (1 - lost) * 1.01));
    assertThat(dram.statistics().readBursts()).isEqualTo(bytes / 32);
  }

  @Test
  void leapsOverMostOfALongStreamAndOverNothingOfScatteredRows() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    moved(dram, false, 0, 1, 1 << 20, 0);
    long leaped = dram.leapedBursts();
    assertThat(leaped).isGreaterThan(dram.statistics().readBursts() / 2);

    moved(dram, false, 0, 128, 256, 11_008);
    assertThat(dram.leapedBursts()).isEqualTo(leaped);
  }

  @Test
  void countsWhatItMovedByRequesterAndTellsTheActivity() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    moved(dram, false, 1 << 20, 3, 96, 4096);
    moved(dram, true, 40, 1, 32, 0);
    DramStatistics statistics = dram.statistics();

    assertThat(statistics.bytesRead()).containsEntry(Operand.WEIGHTS, 3 * 96L);
    assertThat(statistics.bytesWritten()).containsEntry(Operand.WEIGHTS, 32L);
    assertThat(statistics.readBursts()).isEqualTo(9);
    assertThat(statistics.writeBursts()).as("across two bursts").isEqualTo(2);
    assertThat(statistics.rowHits() + statistics.rowMisses() + statistics.rowConflicts())
        .isEqualTo(11);
    assertThat(statistics.dataBusBusyCycles()).isEqualTo(22);
    assertThat(activity.value("dram", "read-burst")).isEqualTo(9);
    assertThat(activity.value("dram", "write-burst")).isEqualTo(2);
    assertThat(activity.value("dram", "activate")).isEqualTo(statistics.activates());
    assertThat(activity.value("dram", "precharge")).isEqualTo(statistics.precharges());
  }

  @Test
  void refreshesAnIdleMemoryWithoutKeepingTheQueueBusy() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    queue.schedule(
        new Event(0) {
          @Override
          protected void fire(long now) {}
        },
        39_002);
    assertThat(queue.run()).isEqualTo(39_002);

    assertThat(dram.statistics().refreshes()).as("ten per pseudo channel").isEqualTo(160);
    assertThat(activity.value("dram", "refresh")).isEqualTo(160);
  }

  @Test
  void skipsIdleRefreshesWithoutChangingWhatFollows() {
    DramSpec spec = DramSpec.read(DramConfigs.hbm2());
    EventQueue heard = new EventQueue();
    Dram listened =
        new Dram(
            spec,
            heard,
            TimeBase.of(spec.clockPeriodFemtoseconds()),
            new Activity(),
            Timeline.OFF,
            (channel, cycle, command, bank, row, column) -> {});
    Dram silent = dram(spec);
    List<Traffic.Planned> plan =
        List.of(
            new Traffic.Planned(Operand.TABLES, false, 0, 1, 8192, 0, -1, 0),
            new Traffic.Planned(Operand.TABLES, true, 4096, 1, 8192, 0, 0, 1_000_000),
            new Traffic.Planned(Operand.TABLES, false, 8192, 1, 8192, 0, 1, 3900 * 50 + 17));
    assertThat(new Traffic(plan).run(queue, silent))
        .isEqualTo(new Traffic(plan).run(heard, listened));
    assertThat(silent.statistics()).isEqualTo(listened.statistics());
  }

  @Test
  void refusesATransferBeyondItsCapacityNamingTheAddress() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    long capacity = dram.capacityBytes();
    assertThatThrownBy(() -> moved(dram, false, capacity - 32, 1, 33, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address " + (capacity - 32));
    assertThatThrownBy(() -> moved(dram, false, 0, 2, 32, capacity))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesATransferThatIsUnderWay() {
    Dram dram = dram(DramSpec.read(DramConfigs.hbm2()));
    Transfer transfer =
        new Transfer() {
          @Override
          protected void completed(long now) {}
        };
    transfer.configure(Operand.TABLES, false, 0, 1, 32, 0);
    dram.submit(transfer);
    assertThatThrownBy(() -> dram.submit(transfer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transfer.configure(Operand.TABLES, false, 0, 1, 32, 0))
        .isInstanceOf(IllegalStateException.class);
  }
}
