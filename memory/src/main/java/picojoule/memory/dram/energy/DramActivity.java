package picojoule.memory.dram.energy;

import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.controller.RefreshMode;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.transfer.DramStatistics;

/**
 * What a DRAM did, as far as it costs energy.
 *
 * @param activates rows opened, and closed at some time
 * @param reads bursts
 * @param writes bursts
 * @param refreshes of all banks of a rank or pseudo channel
 * @param perBankRefreshes of one bank
 * @param sameBankRefreshes of one bank of each bank group
 * @param activeTicks with some row open, summed over ranks
 * @param idleTicks with all rows closed, summed over ranks
 * @param tickFemtoseconds the length of a tick
 */
public record DramActivity(
    long activates,
    long reads,
    long writes,
    long refreshes,
    long perBankRefreshes,
    long sameBankRefreshes,
    long activeTicks,
    long idleTicks,
    long tickFemtoseconds) {

  /** Of a DRAM that was refreshed in some mode. */
  public static DramActivity of(DramStatistics statistics, DramSpec spec, RefreshMode refresh) {
    return new DramActivity(
        statistics.activates(),
        statistics.readBursts(),
        statistics.writeBursts(),
        refresh == RefreshMode.ALL_BANK ? statistics.refreshes() : 0,
        refresh == RefreshMode.PER_BANK ? statistics.refreshes() : 0,
        refresh == RefreshMode.SAME_BANK ? statistics.refreshes() : 0,
        statistics.activeCycles(),
        statistics.idleCycles(),
        spec.clockPeriodFemtoseconds());
  }

  /** Of a replay on a device that was refreshed in some mode. */
  public static DramActivity of(ReplayStatistics statistics, DramSpec spec, RefreshMode refresh) {
    return new DramActivity(
        statistics.activates(),
        statistics.reads(),
        statistics.writes(),
        refresh == RefreshMode.ALL_BANK ? statistics.refreshes() : 0,
        refresh == RefreshMode.PER_BANK ? statistics.refreshes() : 0,
        refresh == RefreshMode.SAME_BANK ? statistics.refreshes() : 0,
        statistics.activeTicks(),
        statistics.allBanksIdleTicks(),
        spec.clockPeriodFemtoseconds());
  }
}
