package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/**
 * The next command of the refresh that has waited longest: the refresh itself, or what closes its
 * banks before it. It never closes a row whose active request was not served yet.
 */
final class DueRefresh {

  private static final long NEVER = Long.MAX_VALUE;

  private final Refreshes refreshes;
  private final CommandTimes times;
  private final BankStates banks;
  private final ActiveRequests active;
  private final CommandIssue issue;
  private final Level scope;
  private final int scopeShift;

  DueRefresh(
      DramSpec spec,
      Refreshes refreshes,
      CommandTimes times,
      BankStates banks,
      ActiveRequests active,
      CommandIssue issue) {
    this.refreshes = refreshes;
    this.times = times;
    this.banks = banks;
    this.active = active;
    this.issue = issue;
    scope = spec.refreshScope();
    scopeShift = spec.organisation().shift(scope);
  }

  boolean isDue() {
    return !refreshes.isEmpty();
  }

  /** The next command. */
  Command command() {
    Refreshes.Due due = refreshes.first();
    boolean all = due.command().isAllBanks();
    int count = all ? refreshes.banksPerScope() : 1;
    for (int bank = due.firstBank(); bank < due.firstBank() + count; bank++) {
      if (!banks.isClosed(bank)) {
        return all ? Command.PREA : Command.PRE;
      }
    }
    return due.command();
  }

  /** When the next command may go out, or never while an active request holds a row open. */
  long ready() {
    Refreshes.Due due = refreshes.first();
    Command command = command();
    if (isBlocked(command, due)) {
      return NEVER;
    }
    return command.isAllBanks()
        ? times.allBanks(command.ordinal(), scope, due.firstBank() >>> scopeShift)
        : times.ready(command.ordinal(), due.firstBank());
  }

  private boolean isBlocked(Command command, Refreshes.Due due) {
    int count = command.isAllBanks() ? refreshes.banksPerScope() : 1;
    boolean closing = command == Command.PREA || command == Command.PRE;
    for (int bank = due.firstBank(); bank < due.firstBank() + count; bank++) {
      if (closing && active.has(bank)) {
        return true;
      }
      if (!banks.isClosed(bank) && !banks.isOpen(bank)) {
        return true;
      }
    }
    return false;
  }

  /** Issues the next command if it is ready; returns whether it was. */
  boolean issueIfReady(long now) {
    if (ready() > now) {
      return false;
    }
    Refreshes.Due due = refreshes.first();
    switch (command()) {
      case PREA -> issue.closeAll(due.firstBank(), refreshes.banksPerScope(), now);
      case PRE -> issue.close(due.firstBank(), now);
      default -> issue.refresh(now);
    }
    return true;
  }

  int firstBank() {
    return refreshes.first().firstBank();
  }
}
