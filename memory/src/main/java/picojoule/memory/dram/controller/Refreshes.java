package picojoule.memory.dram.controller;

import java.util.ArrayDeque;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/** The refreshes that are due, in order, and when the next one will be. */
final class Refreshes {

  private static final long NEVER = Long.MAX_VALUE;

  /** A due refresh. */
  record Due(Command command, int firstBank) {}

  private final RefreshMode mode;
  private final int interval;
  private final int banksPerStep;
  private final int banks;
  private final int banksPerScope;
  private final ArrayDeque<Due> due = new ArrayDeque<>();
  private boolean anyDue;
  private long nextDue;
  private int nextBank;

  Refreshes(DramSpec spec, RefreshMode mode, Level scope) {
    this.mode = mode;
    banks = spec.organisation().banksPerChannel();
    banksPerScope =
        scope == Level.RANK
            ? spec.organisation().banksPerRank()
            : spec.organisation().banksPerPseudoChannel();
    banksPerStep = mode == RefreshMode.ALL_BANK ? banksPerScope : 1;
    interval = mode.interval(spec.timing());
    nextDue = mode == RefreshMode.NONE ? NEVER : interval;
  }

  /** Notes what is due. */
  void tick(long now) {
    if (now < nextDue) {
      return;
    }
    if (mode == RefreshMode.ALL_BANK) {
      for (int bank = 0; bank < banks; bank += banksPerStep) {
        due.add(new Due(Command.REF, bank));
      }
    } else {
      for (int scope = 0; scope < banks; scope += banksPerScope) {
        due.add(new Due(Command.REFPB, scope + nextBank));
      }
      nextBank = (nextBank + 1) % banksPerScope;
    }
    anyDue = true;
    nextDue += interval;
  }

  boolean isEmpty() {
    return !anyDue;
  }

  /** The refresh that has waited longest. */
  Due first() {
    return due.element();
  }

  void removeFirst() {
    due.remove();
    anyDue = !due.isEmpty();
  }

  /** When the next one is due. */
  long nextDue() {
    return nextDue;
  }

  int banksPerScope() {
    return banksPerScope;
  }

  /** Whether nothing is due, and the next refresh at the same tick. */
  boolean isLike(Refreshes other) {
    return due.isEmpty()
        && other.due.isEmpty()
        && nextDue == other.nextDue
        && nextBank == other.nextBank;
  }

  /** Takes over the state of another one. */
  void become(Refreshes other) {
    due.clear();
    due.addAll(other.due);
    anyDue = other.anyDue;
    nextDue = other.nextDue;
    nextBank = other.nextBank;
  }
}
