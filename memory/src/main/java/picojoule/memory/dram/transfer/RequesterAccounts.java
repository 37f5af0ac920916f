package picojoule.memory.dram.transfer;

import java.util.ArrayList;
import java.util.List;
import picojoule.isa.Operand;
import picojoule.memory.request.Transfer;

/** Sums over the transfers of each requester and direction. */
final class RequesterAccounts {

  private static final Operand[] REQUESTERS = Operand.values();

  private final double nanosecondsPerTick;
  private final long[] transfers = new long[2 * REQUESTERS.length];
  private final long[] bytes = new long[2 * REQUESTERS.length];
  private final long[] latency = new long[2 * REQUESTERS.length];
  private final long[] longest = new long[2 * REQUESTERS.length];

  RequesterAccounts(double nanosecondsPerTick) {
    this.nanosecondsPerTick = nanosecondsPerTick;
  }

  /** A transfer is served; its finishing tick is known. */
  void served(Transfer transfer) {
    int account = account(transfer.requester(), transfer.isWrite());
    long ticks = transfer.finishTick() - transfer.beginTick();
    transfers[account]++;
    bytes[account] += transfer.bytes();
    latency[account] += ticks;
    longest[account] = Math.max(longest[account], ticks);
  }

  /** Bytes that a requester asked for. */
  long bytes(Operand requester, boolean write) {
    return bytes[account(requester, write)];
  }

  /** All that had any transfer. */
  List<RequesterStatistics> statistics() {
    List<RequesterStatistics> statistics = new ArrayList<>();
    for (Operand requester : REQUESTERS) {
      for (boolean write : new boolean[] {false, true}) {
        int account = account(requester, write);
        if (transfers[account] > 0) {
          statistics.add(
              new RequesterStatistics(
                  requester,
                  write,
                  transfers[account],
                  bytes[account],
                  latency[account] * nanosecondsPerTick / transfers[account],
                  longest[account] * nanosecondsPerTick));
        }
      }
    }
    return statistics;
  }

  private static int account(Operand requester, boolean write) {
    return 2 * requester.ordinal() + (write ? 1 : 0);
  }
}
