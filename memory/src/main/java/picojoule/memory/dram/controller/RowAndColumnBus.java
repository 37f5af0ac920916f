package picojoule.memory.dram.controller;

/** A column command and then a row command each tick. */
class RowAndColumnBus implements BusProtocol {

  private final Candidates candidates;
  private final CommandIssue issue;
  private final DueRefresh refresh;

  RowAndColumnBus(Candidates candidates, CommandIssue issue, DueRefresh refresh) {
    this.candidates = candidates;
    this.issue = issue;
    this.refresh = refresh;
  }

  @Override
  public long tick(long now) {
    return Math.min(column(now), row(now));
  }

  /** Issues at most one column command; returns when to look again. */
  final long column(long now) {
    Choice choice = candidates.choice();
    if (candidates.findActive(now)) {
      issue.column(choice.command(), choice.bank(), now);
      return now + 1;
    }
    long wake = choice.wake();
    if (refresh.isDue()) {
      return wake;
    }
    if (candidates.findWaitingColumn(now)) {
      issue.waiting(choice, candidates.buffer(), now);
      return now + 1;
    }
    return Math.min(wake, choice.wake());
  }

  /** Issues at most one row command; returns when to look again. */
  final long row(long now) {
    Choice choice = candidates.choice();
    if (refresh.isDue()) {
      return refresh.issueIfReady(now) ? now + 1 : refresh.ready();
    }
    if (candidates.findWaitingRow(now)) {
      issue.waiting(choice, candidates.buffer(), now);
      return now + 1;
    }
    long wake = choice.wake();
    if (candidates.findIdleRow(now)) {
      issue.close(choice.bank(), now);
      return now + 1;
    }
    return Math.min(wake, choice.wake());
  }
}
