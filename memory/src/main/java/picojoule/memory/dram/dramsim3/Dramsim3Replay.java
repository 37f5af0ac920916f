package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * One replay of a trace. A tick is, in this order: a command (or two), one transaction moved to the
 * queue of its bank, requests accepted from the trace. Ticks in which none of these can happen are
 * skipped.
 */
final class Dramsim3Replay {

  private final Arrivals arrivals;
  private final CommandIssue commands;
  private final Dramsim3Timing timing;
  private int pendingRefreshes;
  private long nextRefresh;

  Dramsim3Replay(
      Dramsim3Timing timing,
      Organisation organisation,
      AddressMapping mapping,
      Dramsim3ControllerSpec spec,
      RequestSource source,
      boolean unlimitedInjection,
      ReplayListener listenerOrNull) {
    this.timing = timing;
    int banks = organisation.banksPerPseudoChannel();
    Transactions transactions =
        new Transactions(2 * spec.transactionQueue() + banks * spec.commandQueue());
    BankQueues queues = new BankQueues(transactions, banks, spec.commandQueue(), spec.rowHitCap());
    BankTimes times = new BankTimes(timing, organisation.bankGroups(), organisation.banks());
    arrivals =
        new Arrivals(
            transactions,
            queues,
            mapping,
            Integer.numberOfTrailingZeros(organisation.burstBytes()),
            banks,
            spec,
            source,
            unlimitedInjection);
    commands =
        new CommandIssue(
            timing, times, queues, transactions, arrivals, spec.dualCommand(), listenerOrNull);
    nextRefresh = timing.refreshInterval();
  }

  ReplayStatistics run() {
    long tick = 0;
    while (true) {
      if (tick == nextRefresh) {
        pendingRefreshes++;
        nextRefresh += timing.refreshInterval();
      }
      if (pendingRefreshes > 0) {
        if (commands.refreshStep(tick)) {
          pendingRefreshes--;
        }
      } else {
        commands.issue(tick);
      }
      if (arrivals.schedule()) {
        commands.queuesChanged();
      }
      arrivals.accept(tick);
      if (arrivals.isFinished() && tick >= arrivals.lastCompletion()) {
        return statistics(tick + 1);
      }
      tick = next(tick);
    }
  }

  private long next(long tick) {
    if (arrivals.canSchedule()) {
      return tick + 1;
    }
    long next = Math.min(nextRefresh, arrivals.nextAccept(tick + 1));
    if (next == tick + 1) {
      return next;
    }
    if (arrivals.isFinished()) {
      next = Math.min(next, Math.max(tick + 1, arrivals.lastCompletion()));
    }
    return Math.min(
        next,
        pendingRefreshes > 0 ? commands.nextRefreshStep(tick + 1) : commands.nextIssue(tick + 1));
  }

  private ReplayStatistics statistics(long ticks) {
    ReplayStatistics.Builder builder = new ReplayStatistics.Builder().ticks(ticks);
    arrivals.report(builder);
    commands.report(builder, ticks);
    return builder.build();
  }
}
