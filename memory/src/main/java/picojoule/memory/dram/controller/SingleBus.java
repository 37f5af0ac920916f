package picojoule.memory.dram.controller;

/**
 * One command a tick: first those of active requests, then a due refresh, and while none is due
 * those of waiting requests.
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
    Choice choice = candidates.choice();
    if (candidates.findActive(now)) {
      issue.column(choice.command(), choice.bank(), now);
      return now + 1;
    }
    long wake = choice.wake();
    if (refresh.isDue()) {
      return refresh.issueIfReady(now) ? now + 1 : Math.min(wake, refresh.ready());
    }
    if (candidates.findWaiting(now, true)) {
      issue.waiting(choice, candidates.buffer(), now);
      return now + 1;
    }
    wake = Math.min(wake, choice.wake());
    if (candidates.findIdleRow(now)) {
      issue.close(choice.bank(), now);
      return now + 1;
    }
    return Math.min(wake, choice.wake());
  }
}
