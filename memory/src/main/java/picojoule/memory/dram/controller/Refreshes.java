package picojoule.memory.dram.controller;

import java.util.ArrayDeque;
import java.util.Arrays;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;

/** The refreshes that are due, in order, and when the next one will be. */
final class Refreshes {

  private static final long NEVER = Long.MAX_VALUE;

  /** A refresh of some banks waits for no more than this part of the interval for other banks. */
  private static final int PATIENCE = 4;

  /**
   * A due refresh.
   *
   * @param command REFab, REFpb or REFsb
   * @param firstBank of those that it refreshes
   * @param urgentFrom the tick from which on it goes before all other banks' requests
   */
  record Due(Command command, int firstBank, long urgentFrom) {}

  private final RefreshMode mode;
  private final Organisation organisation;
  private final int interval;

  /** Banks from one due refresh to the next of the same tick. */
  private final int banksPerPart;

  /** Commands until all banks had their turn. */
  private final int turns;

  private final int banksPerScope;
  private final ArrayDeque<Due> due = new ArrayDeque<>();
  private boolean anyDue;

  /** By pseudo channel, the banks of the first due refresh if it leaves the others alone. */
  private final long[] claimed;

  private long nextDue;
  private int turn;

  Refreshes(DramSpec spec, RefreshMode mode, Level scope) {
    this.mode = mode;
    organisation = spec.organisation();
    banksPerScope =
        scope == Level.RANK ? organisation.banksPerRank() : organisation.banksPerPseudoChannel();
    banksPerPart = mode == RefreshMode.SAME_BANK ? organisation.banksPerRank() : banksPerScope;
    turns =
        switch (mode) {
          case ALL_BANK, NONE -> 1;
          case PER_BANK -> banksPerScope;
          case SAME_BANK -> organisation.banks();
        };
    interval = mode.interval(spec.timing());
    claimed = new long[organisation.pseudoChannels()];
    nextDue = mode == RefreshMode.NONE ? NEVER : interval;
  }

  /** Notes what is due. */
  void tick(long now) {
    if (now < nextDue) {
      return;
    }
    Command command =
        switch (mode) {
          case PER_BANK -> Command.REFPB;
          case SAME_BANK -> Command.REFSB;
          case ALL_BANK, NONE -> Command.REF;
        };
    long urgentFrom = mode == RefreshMode.ALL_BANK ? now : now + interval / PATIENCE;
    for (int part = 0; part < organisation.banksPerChannel(); part += banksPerPart) {
      due.add(new Due(command, part + turn, urgentFrom));
    }
    anyDue = true;
    turn = (turn + 1) % turns;
    nextDue += interval;
    claim();
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
    claim();
  }

  /** How many banks the first one refreshes. */
  int banks() {
    return switch (mode) {
      case ALL_BANK, NONE -> banksPerScope;
      case PER_BANK -> 1;
      case SAME_BANK -> organisation.bankGroups();
    };
  }

  /** One of the banks that the first one refreshes. */
  int bank(int index) {
    int distance = mode == RefreshMode.SAME_BANK ? organisation.banks() : 1;
    return first().firstBank() + index * distance;
  }

  /** By pseudo channel, the banks that no row is opened in and nothing is read or written. */
  long claimed(int pseudoChannel) {
    return claimed[pseudoChannel];
  }

  private void claim() {
    Arrays.fill(claimed, 0);
    if (due.isEmpty() || mode == RefreshMode.ALL_BANK) {
      return;
    }
    int perPseudoChannel = organisation.banksPerPseudoChannel();
    for (int i = 0; i < banks(); i++) {
      claimed[bank(i) / perPseudoChannel] |= 1L << bank(i) % perPseudoChannel;
    }
  }

  /** When the next one is due. */
  long nextDue() {
    return nextDue;
  }

  /** Whether nothing is due, and the next refresh at the same tick. */
  boolean isLike(Refreshes other) {
    return due.isEmpty() && other.due.isEmpty() && nextDue == other.nextDue && turn == other.turn;
  }

  /** Takes over the state of another one. */
  void become(Refreshes other) {
    due.clear();
    due.addAll(other.due);
    anyDue = other.anyDue;
    nextDue = other.nextDue;
    turn = other.turn;
    claim();
  }
}
