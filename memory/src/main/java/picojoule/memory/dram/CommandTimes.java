package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The earliest cycle of every command at every part of one channel: the constraint table, compiled
 * to primitive arrays. Issuing a command pushes the earliest cycles of what may follow.
 *
 * <p>Banks are numbered through the channel: (pseudo channel · bank groups + bank group) · banks +
 * bank.
 */
final class CommandTimes {

  /** Long before the first cycle, yet far from overflow. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final int banks;
  private final int banksPerPseudoChannel;
  private final int banksPerGroup;

  /** Rules of the channel, by command. */
  private final long[] channel = new long[Command.COUNT];

  /** Rules of the pseudo channels, by pseudo channel and command. */
  private final long[] pseudoChannel;

  /** Rules of the bank groups and the banks, by command and bank. */
  private final long[] bank;

  /** By preceding command. */
  private final List<Rule[]> rules = new ArrayList<>();

  private final List<Window[]> windows = new ArrayList<>();

  CommandTimes(Organisation organisation, List<Constraint> constraints) {
    banksPerGroup = organisation.banks();
    banksPerPseudoChannel = organisation.banksPerPseudoChannel();
    banks = organisation.pseudoChannels() * banksPerPseudoChannel;
    pseudoChannel = new long[organisation.pseudoChannels() * Command.COUNT];
    bank = new long[Command.COUNT * banks];
    Arrays.fill(channel, NEVER);
    Arrays.fill(pseudoChannel, NEVER);
    Arrays.fill(bank, NEVER);
    List<Constraint> strictest = strictest(constraints);
    for (Command preceding : Command.values()) {
      rules.add(
          strictest.stream()
              .filter(constraint -> constraint.preceding() == preceding)
              .map(
                  constraint ->
                      new Rule(
                          constraint.level(),
                          constraint.following().ordinal(),
                          constraint.latency()))
              .toArray(Rule[]::new));
      windows.add(
          constraints.stream()
              .filter(constraint -> constraint.preceding() == preceding && constraint.window() > 1)
              .map(constraint -> new Window(constraint, banks))
              .toArray(Window[]::new));
    }
  }

  /** The rules without window; of equal ones with different latencies the longest. */
  private static List<Constraint> strictest(List<Constraint> constraints) {
    List<Constraint> kept = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint.window() > 1) {
        continue;
      }
      boolean stricter =
          constraints.stream()
              .anyMatch(
                  other ->
                      other.window() == 1
                          && other.level() == constraint.level()
                          && other.preceding() == constraint.preceding()
                          && other.following() == constraint.following()
                          && other.latency() > constraint.latency());
      if (!stricter && !kept.contains(constraint)) {
        kept.add(constraint);
      }
    }
    return kept;
  }

  /** The earliest cycle that the channel and the bank's pseudo channel allow. */
  long shared(int command, int bankNumber) {
    return Math.max(
        channel[command],
        pseudoChannel[bankNumber / banksPerPseudoChannel * Command.COUNT + command]);
  }

  /** The earliest cycle that the bank and its group allow. */
  long own(int command, int bankNumber) {
    return bank[command * banks + bankNumber];
  }

  /** The earliest cycle that the channel's buses allow. */
  long bus(int command) {
    return channel[command];
  }

  void issue(int command, int bankNumber, long cycle) {
    for (Rule rule : rules.get(command)) {
      push(rule.level, rule.following, bankNumber, cycle + rule.latency);
    }
    for (Window window : windows.get(command)) {
      window.issue(bankNumber, cycle);
    }
  }

  private void push(Level level, int following, int bankNumber, long next) {
    switch (level) {
      case CHANNEL -> channel[following] = Math.max(channel[following], next);
      case PSEUDO_CHANNEL -> {
        int place = bankNumber / banksPerPseudoChannel * Command.COUNT + following;
        pseudoChannel[place] = Math.max(pseudoChannel[place], next);
      }
      case BANK_GROUP -> {
        int first = following * banks + (bankNumber & -banksPerGroup);
        for (int place = first; place < first + banksPerGroup; place++) {
          bank[place] = Math.max(bank[place], next);
        }
      }
      case BANK -> {
        int place = following * banks + bankNumber;
        bank[place] = Math.max(bank[place], next);
      }
    }
  }

  /** A rule of the table for one preceding command. */
  private record Rule(Level level, int following, int latency) {}

  /** A rule that looks several preceding commands back. */
  private final class Window {

    private final Level level;
    private final int following;
    private final int latency;
    private final int width;
    private final int partBanks;

    /** The cycles of the last preceding commands by part of the channel, each a ring. */
    private final long[] rings;

    private final int[] oldest;

    Window(Constraint constraint, int banks) {
      level = constraint.level();
      following = constraint.following().ordinal();
      latency = constraint.latency();
      width = constraint.window();
      partBanks =
          switch (level) {
            case CHANNEL -> banks;
            case PSEUDO_CHANNEL -> banksPerPseudoChannel;
            case BANK_GROUP -> banksPerGroup;
            case BANK -> 1;
          };
      rings = new long[banks / partBanks * width];
      Arrays.fill(rings, NEVER);
      oldest = new int[banks / partBanks];
    }

    void issue(int bankNumber, long cycle) {
      int part = bankNumber / partBanks;
      int at = oldest[part];
      rings[part * width + at] = cycle;
      at = at + 1 == width ? 0 : at + 1;
      oldest[part] = at;
      push(level, following, bankNumber, rings[part * width + at] + latency);
    }
  }
}
