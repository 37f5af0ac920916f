package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandTimes;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/**
 * The next command of the refresh that has waited longest: the refresh itself, or what closes its
 * banks before it. It never closes a row whose active request was not served yet.
 *
 * <p>A refresh of all banks goes before all waiting requests. One of some banks keeps requests from
 * those only, until it has waited for a part of the refresh interval: by then others may have kept
 * it from going out, by opening rows.
 */
final class DueRefresh {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int NONE = -1;

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

  /** Whether all waiting requests are kept back, and not only those for its banks. */
  boolean blocksAll(long now) {
    return isDue() && now >= refreshes.first().urgentFrom();
  }

  /** Whether only all waiting requests together are ever kept back. */
  boolean isOfAllBanks() {
    return refreshes.first().command().isAllBanks();
  }

  /** The next command. */
  Command command() {
    if (openBank() == NONE) {
      return refreshes.first().command();
    }
    return isOfAllBanks() ? Command.PREA : Command.PRE;
  }

  /** The bank of the next command, the first one of several. */
  int bank() {
    int open = openBank();
    return open == NONE || isOfAllBanks() ? refreshes.first().firstBank() : open;
  }

  /** The first of its banks that is not closed, or {@link #NONE}. */
  private int openBank() {
    for (int i = 0; i < refreshes.banks(); i++) {
      if (!banks.isClosed(refreshes.bank(i))) {
        return refreshes.bank(i);
      }
    }
    return NONE;
  }

  /** When the next command may go out, or never while an active request holds a row open. */
  long ready() {
    Command command = command();
    return switch (command) {
      case PREA -> isHeldOpen() ? NEVER : allBanks(command);
      case PRE -> isHeldOpen(bank()) ? NEVER : times.ready(command.ordinal(), bank());
      case REF -> allBanks(command);
      default -> eachBank(command);
    };
  }

  private long allBanks(Command command) {
    return times.allBanks(command.ordinal(), scope, refreshes.first().firstBank() >>> scopeShift);
  }

  private long eachBank(Command command) {
    long ready = times.ready(command.ordinal(), refreshes.bank(0));
    for (int i = 1; i < refreshes.banks(); i++) {
      ready = Math.max(ready, times.ready(command.ordinal(), refreshes.bank(i)));
    }
    return ready;
  }

  private boolean isHeldOpen() {
    for (int i = 0; i < refreshes.banks(); i++) {
      if (isHeldOpen(refreshes.bank(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isHeldOpen(int bank) {
    return active.has(bank) || (!banks.isClosed(bank) && !banks.isOpen(bank));
  }

  /** Issues the next command if a refresh is due and it is ready; returns whether it was. */
  boolean issueIfReady(long now) {
    if (!isDue() || ready() > now) {
      return false;
    }
    switch (command()) {
      case PREA -> issue.closeAll(refreshes.first().firstBank(), refreshes.banks(), now);
      case PRE -> issue.close(bank(), now);
      default -> issue.refresh(now);
    }
    return true;
  }
}
