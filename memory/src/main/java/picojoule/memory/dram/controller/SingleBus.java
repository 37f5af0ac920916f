package picojoule.memory.dram.controller;

/**
 * One command a tick: first those of active requests, then a due refresh, then those of waiting
 * requests that it does not keep back; a {@link Scheduler} may want rows to be opened before all of
 * these while no refresh is due.
 */
final class SingleBus implements BusProtocol {

  private final Candidates candidates;
  private final CommandIssue issue;
  private final DueRefresh refresh;

  SingleBus(Candidates candidates, CommandIssue issue, DueRefresh refresh) {
    this.candidates = candidates;
    this.issue = issue;
    this.refresh = refresh;
  }

  @Override
  public long tick(long now) {
    if (!refresh.isDue() && candidates.findPreferredOpening(now)) {
      issue.waiting(candidates.choice(), candidates.buffer(), now);
    } else if (candidates.findActive(now)) {
      issue.column(candidates.choice(), now);
    } else if (refresh.issueIfReady(now) || refresh.blocksAll(now)) {
      return candidates.bound(refresh);
    } else if (candidates.findWaiting(now, true)) {
      issue.waiting(candidates.choice(), candidates.buffer(), now);
    } else if (candidates.findIdleRow(now)) {
      issue.close(candidates.choice().bank(), now);
    }
    return candidates.bound(refresh);
  }
}
