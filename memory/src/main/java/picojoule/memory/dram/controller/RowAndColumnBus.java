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
    column(now);
    return row(now);
  }

  /** Issues at most one column command. */
  private void column(long now) {
    if (candidates.findActive(now)) {
      issue.column(candidates.choice(), now);
    } else if (!refresh.blocksAll(now) && candidates.findWaitingColumn(now)) {
      issue.waiting(candidates.choice(), candidates.buffer(), now);
    }
  }

  /** Issues at most one row command; returns when to look again. */
  private long row(long now) {
    if (refresh.issueIfReady(now) || refresh.blocksAll(now)) {
      return wake();
    }
    if (candidates.findPreferredOpening(now) || candidates.findWaitingRow(now)) {
      issue.waiting(candidates.choice(), candidates.buffer(), now);
    } else if (candidates.findIdleRow(now)) {
      issue.close(candidates.choice().bank(), now);
    }
    return wake();
  }

  /** When to look again. */
  final long wake() {
    return candidates.bound(refresh);
  }
}
