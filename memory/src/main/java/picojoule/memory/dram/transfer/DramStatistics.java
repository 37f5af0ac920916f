package picojoule.memory.dram.transfer;

import java.util.List;
import java.util.Map;
import picojoule.isa.Operand;

/**
 * What a DRAM did. Every burst counts once as row hit, miss or conflict: its row was open, its bank
 * was closed, or another row was open when the controller turned to it.
 *
 * @param activates ACT commands
 * @param precharges PRE and PREA commands
 * @param readBursts RD commands
 * @param writeBursts WR commands
 * @param refreshes REF commands
 * @param rowHits bursts for which no row command was needed
 * @param rowMisses bursts for which a closed bank was opened
 * @param rowConflicts bursts for which another row was closed
 * @param bytesRead bytes asked for by completed or fully issued reads
 * @param bytesWritten the same of writes
 * @param requesters what each class of operand asked for, and how long it waited
 * @param dataBusBusyCycles cycles of the command clock in which a data bus moved data, over all
 *     pseudo channels
 * @param activeCycles of the command clock with some row open, summed over ranks of all channels
 * @param idleCycles the same with all rows closed
 * @param burstBytes bytes of one burst
 */
public record DramStatistics(
    long activates,
    long precharges,
    long readBursts,
    long writeBursts,
    long refreshes,
    long rowHits,
    long rowMisses,
    long rowConflicts,
    Map<Operand, Long> bytesRead,
    Map<Operand, Long> bytesWritten,
    List<RequesterStatistics> requesters,
    long dataBusBusyCycles,
    long activeCycles,
    long idleCycles,
    int burstBytes) {

  public DramStatistics {
    bytesRead = Map.copyOf(bytesRead);
    bytesWritten = Map.copyOf(bytesWritten);
    requesters = List.copyOf(requesters);
  }
}
