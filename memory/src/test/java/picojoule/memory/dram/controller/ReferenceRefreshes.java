package picojoule.memory.dram.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/** The specification of {@link Refreshes} and {@link DueRefresh}. */
final class ReferenceRefreshes {

  /** A refresh that is due: of one bank, of one in each bank group, or of all banks of a scope. */
  private record Refresh(Command command, List<Integer> banks, long urgentFrom) {}

  private final DramSpec spec;
  private final RefreshMode mode;
  private final ReferenceChannel channel;
  private final Deque<Refresh> due = new ArrayDeque<>();
  private int refreshedBank;

  ReferenceRefreshes(DramSpec spec, RefreshMode mode, ReferenceChannel channel) {
    this.spec = spec;
    this.mode = mode;
    this.channel = channel;
  }

  boolean isEmpty() {
    return due.isEmpty();
  }

  /** Notes what is due at a tick. */
  void note(long now) {
    boolean rank = spec.refreshScope() == Level.RANK;
    int banksPerRank = spec.organisation().banksPerRank();
    int scope = rank ? banksPerRank : spec.organisation().banksPerPseudoChannel();
    switch (mode) {
      case ALL_BANK -> {
        if (now % spec.timing().refreshInterval() == 0) {
          for (int bank = 0; bank < spec.organisation().banksPerChannel(); bank += scope) {
            due.add(
                new Refresh(
                    Command.REF, IntStream.range(bank, bank + scope).boxed().toList(), now));
          }
        }
      }
      case PER_BANK -> {
        int interval = spec.timing().cycles("tREFIpb");
        if (now % interval == 0) {
          for (int bank = 0; bank < spec.organisation().banksPerChannel(); bank += scope) {
            due.add(new Refresh(Command.REFPB, List.of(bank + refreshedBank), now + interval / 4));
          }
          refreshedBank = (refreshedBank + 1) % scope;
        }
      }
      case SAME_BANK -> {
        int interval = spec.timing().cycles("tREFIsb");
        if (now % interval == 0) {
          for (int bank = 0; bank < spec.organisation().banksPerChannel(); bank += banksPerRank) {
            List<Integer> same =
                CommandHistory.sameBanks(spec.organisation(), bank + refreshedBank);
            due.add(new Refresh(Command.REFSB, same, now + interval / 4));
          }
          refreshedBank = (refreshedBank + 1) % spec.organisation().banks();
        }
      }
      case NONE -> {}
    }
  }

  /** Whether a due refresh goes before all waiting requests. */
  boolean blocksAll(long now) {
    return !due.isEmpty() && now >= due.element().urgentFrom();
  }

  /** Whether a due refresh keeps requests from a bank. */
  boolean isClaimed(int bank) {
    return !due.isEmpty() && due.element().banks().contains(bank);
  }

  /**
   * The refresh that has waited longest, or what closes its banks, if it is ready.
   *
   * @param slot which commands may go to which bank now
   * @return whether a command went out
   */
  boolean issue(long now, BiPredicate<Command, Integer> slot) {
    if (due.isEmpty()) {
      return false;
    }
    Refresh first = due.element();
    Optional<Integer> open =
        first.banks().stream().filter(b -> channel.row[b] != ReferenceChannel.CLOSED).findFirst();
    boolean all = first.command() == Command.REF;
    Command command = open.isEmpty() ? first.command() : all ? Command.PREA : Command.PRE;
    List<Integer> reached = command == Command.PRE ? List.of(open.orElseThrow()) : first.banks();
    int bank = reached.get(0);
    boolean busy =
        reached.stream()
            .anyMatch(b -> channel.row[b] == ReferenceChannel.HALF_OPEN || channel.hasActive(b));
    if (busy || !slot.test(command, bank) || !channel.allows(command, bank, now)) {
      return false;
    }
    channel.send(command, bank, null, now);
    reached.forEach(b -> channel.row[b] = ReferenceChannel.CLOSED);
    if (open.isEmpty()) {
      due.remove();
    }
    return true;
  }
}
