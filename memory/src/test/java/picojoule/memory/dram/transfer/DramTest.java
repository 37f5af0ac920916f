package picojoule.memory.dram.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picojoule.isa.Operand;
import picojoule.memory.dram.DramConfigs;
import picojoule.memory.dram.controller.DramDevice;
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

  private Dram dram(DramDevice device) {
    return new Dram(
        device,
        queue,
        TimeBase.of(device.spec().clockPeriodFemtoseconds()),
        activity,
        Timeline.OFF);
  }

  private static DramDevice hbm2() {
    return DramDevice.read(DramConfigs.hbm2());
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
    // ACT goes out a cycle after the request came and takes two; tRCDRD, CL, two cycles of data.
    assertThat(moved(dram(hbm2()), false, 0, 1, 32, 0))
        .isEqualTo(REQUEST + 1 + (14 + 1) + 14 + 2 + RESPONSE);
  }

  @Test
  void writesTheFirstBurstAfterActivateAndWriteLatency() {
    assertThat(moved(dram(hbm2()), true, 0, 1, 32, 0))
        .isEqualTo(REQUEST + 1 + (12 + 1) + 5 + 2 + RESPONSE);
  }

  @Test
  void streamsAtThePeakOfTheDataBusesButForRefreshes() {
    Dram dram = dram(hbm2());
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
  void simulatesOneChannelForAllThatHaveTheSameToDo() {
    Dram dram = dram(hbm2());
    moved(dram, false, 0, 1, 1 << 20, 0);
    assertThat(dram.simulatedChannels()).isEqualTo(1);

    moved(dram, true, 5 * 256, 1, 32, 0);
    assertThat(dram.simulatedChannels()).as("one was written to").isEqualTo(2);
    assertThat(dram.statistics().writeBursts()).isEqualTo(1);

    moved(dram, false, 0, 1, 2048, 0);
    queue.schedule(
        new Event(0) {
          @Override
          protected void fire(long now) {}
        },
        queue.now() + 10_000);
    queue.run();
    moved(dram, false, 0, 1, 2048, 0);
    assertThat(dram.simulatedChannels()).as("refreshes closed all rows").isEqualTo(1);
    assertThat(dram.statistics().readBursts()).isEqualTo((1 << 15) + 2 * 64);
    assertThat(dram.statistics().writeBursts()).isEqualTo(1);
  }

  @Test
  void countsWhatItMovedByRequesterAndTellsTheActivity() {
    Dram dram = dram(hbm2());
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
    Dram dram = dram(hbm2());
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
  void refusesATransferBeyondItsCapacityNamingTheAddress() {
    Dram dram = dram(hbm2());
    long capacity = dram.capacityBytes();
    assertThatThrownBy(() -> moved(dram, false, capacity - 32, 1, 33, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address " + (capacity - 32));
    assertThatThrownBy(() -> moved(dram, false, 0, 2, 32, capacity))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesATransferThatIsUnderWay() {
    Dram dram = dram(hbm2());
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
