package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The earliest cycle of every command at every part of one channel: the constraint table, compiled
 * to primitive arrays. Issuing a command pushes the earliest cycles of what may follow.
 *
 * <p>Banks are numbered through the channel: (pseudo channel · bank groups + bank group) · banks +
 * bank. Each level keeps its own earliest cycles, so that a rule of a bank group is one push
 * however many banks the group has. Commands to all banks are rare: what delays them is not pushed
 * but looked up, from the last cycle of every preceding command, when one is wanted.
 */
final class CommandTimes {

  /** Long before the first cycle, yet far from overflow. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  /**
   * Numbers per compiled rule: the place of its first part, the shift from bank to part, latency.
   */
  private static final int RULE_SIZE = 3;

  private final int pseudoChannels;
  private final int bankGroups;
  private final int banks;
  private final int pseudoChannelShift;
  private final int bankGroupShift;

  /**
   * Of the channel, by command; then of pseudo channels, bank groups, banks, by command and part.
   */
  private final long[] earliest;

  private final int pseudoChannelBase;
  private final int bankGroupBase;
  private final int bankBase;

  /** By preceding command, the rules for commands to one bank, {@link #RULE_SIZE} numbers each. */
  private final int[][] rules = new int[Command.COUNT][];

  /** By preceding command. */
  private final Window[][] windows = new Window[Command.COUNT][];

  /** By following command, whether any rule is one of bank groups. */
  private final boolean[] groupRules = new boolean[Command.COUNT];

  /** By following command; empty but for commands to all banks. */
  private final Constraint[][] allBanksRules = new Constraint[Command.COUNT][];

  /** When a command was last issued, by command and pseudo channel. */
  private final long[] last;

  CommandTimes(Organisation organisation, List<Constraint> constraints) {
    pseudoChannels = organisation.pseudoChannels();
    bankGroups = pseudoChannels * organisation.bankGroups();
    banks = pseudoChannels * organisation.banksPerPseudoChannel();
    pseudoChannelShift = Integer.numberOfTrailingZeros(organisation.banksPerPseudoChannel());
    bankGroupShift = Integer.numberOfTrailingZeros(organisation.banks());
    pseudoChannelBase = Command.COUNT;
    bankGroupBase = pseudoChannelBase + Command.COUNT * pseudoChannels;
    bankBase = bankGroupBase + Command.COUNT * bankGroups;
    earliest = new long[bankBase + Command.COUNT * banks];
    last = new long[Command.COUNT * pseudoChannels];
    Arrays.fill(earliest, NEVER);
    Arrays.fill(last, NEVER);
    List<Constraint> needed = needed(constraints);
    for (Constraint constraint : needed) {
      groupRules[constraint.following().ordinal()] |= constraint.level() == Level.BANK_GROUP;
    }
    for (Command command : Command.values()) {
      rules[command.ordinal()] = pushed(needed, command);
      windows[command.ordinal()] =
          needed.stream()
              .filter(constraint -> constraint.preceding() == command && constraint.window() > 1)
              .map(Window::new)
              .toArray(Window[]::new);
      allBanksRules[command.ordinal()] =
          needed.stream()
              .filter(constraint -> command.isAllBanks() && constraint.following() == command)
              .filter(constraint -> constraint.window() == 1)
              .toArray(Constraint[]::new);
    }
  }

  /** Leaves out rules that other ones imply. */
  private static List<Constraint> needed(List<Constraint> constraints) {
    List<Constraint> needed = new ArrayList<>();
    for (Constraint rule : constraints) {
      if (!needed.contains(rule)
          && constraints.stream().noneMatch(other -> !other.equals(rule) && other.implies(rule))) {
        needed.add(rule);
      }
    }
    return needed;
  }

  private int[] pushed(List<Constraint> constraints, Command preceding) {
    List<Constraint> own =
        constraints.stream()
            .filter(constraint -> constraint.preceding() == preceding)
            .filter(constraint -> constraint.window() == 1 && !constraint.following().isAllBanks())
            .toList();
    int[] compiled = new int[RULE_SIZE * own.size()];
    for (int i = 0; i < own.size(); i++) {
      Constraint constraint = own.get(i);
      compiled[RULE_SIZE * i] = base(constraint.level(), constraint.following().ordinal());
      compiled[RULE_SIZE * i + 1] = shift(constraint.level());
      compiled[RULE_SIZE * i + 2] = constraint.latency();
    }
    return compiled;
  }

  private int base(Level level, int command) {
    return switch (level) {
      case CHANNEL -> command;
      case PSEUDO_CHANNEL -> pseudoChannelBase + command * pseudoChannels;
      case BANK_GROUP -> bankGroupBase + command * bankGroups;
      case BANK -> bankBase + command * banks;
    };
  }

  /** How far the number of a bank is shifted to be the number of its part. */
  private int shift(Level level) {
    return switch (level) {
      case CHANNEL -> Integer.SIZE - 1;
      case PSEUDO_CHANNEL -> pseudoChannelShift;
      case BANK_GROUP -> bankGroupShift;
      case BANK -> 0;
    };
  }

  /** The earliest cycle that the channel and a pseudo channel allow a command to one bank. */
  long shared(int command, int pseudoChannel) {
    return Math.max(
        earliest[command], earliest[pseudoChannelBase + command * pseudoChannels + pseudoChannel]);
  }

  /** The earliest cycle that the bank and its group allow. */
  long own(int command, int bankNumber) {
    long cycle = earliest[bankBase + command * banks + bankNumber];
    return groupRules[command]
        ? Math.max(
            cycle, earliest[bankGroupBase + command * bankGroups + (bankNumber >>> bankGroupShift)])
        : cycle;
  }

  /** The earliest cycle that the channel's buses allow a command to one bank. */
  long bus(int command) {
    return earliest[command];
  }

  /** The earliest cycle of a command to all banks of a pseudo channel. */
  long allBanks(int command, int pseudoChannel) {
    long cycle = shared(command, pseudoChannel);
    for (Constraint rule : allBanksRules[command]) {
      int first = rule.preceding().ordinal() * pseudoChannels;
      if (rule.level() == Level.PSEUDO_CHANNEL) {
        cycle = Math.max(cycle, last[first + pseudoChannel] + rule.latency());
      } else {
        for (int i = 0; i < pseudoChannels; i++) {
          cycle = Math.max(cycle, last[first + i] + rule.latency());
        }
      }
    }
    return cycle;
  }

  void issue(int command, int bankNumber, long cycle) {
    last[command * pseudoChannels + (bankNumber >>> pseudoChannelShift)] = cycle;
    int[] pushes = rules[command];
    for (int i = 0; i < pushes.length; i += RULE_SIZE) {
      int place = pushes[i] + (bankNumber >>> pushes[i + 1]);
      earliest[place] = Math.max(earliest[place], cycle + pushes[i + 2]);
    }
    for (Window window : windows[command]) {
      window.issue(bankNumber, cycle);
    }
  }

  /** A rule that looks several preceding commands back. */
  private final class Window {

    private final int base;
    private final int shift;
    private final int latency;
    private final int width;

    /** The cycles of the last preceding commands by part of the channel, each a ring. */
    private final long[] rings;

    private final int[] oldest;

    Window(Constraint constraint) {
      base = base(constraint.level(), constraint.following().ordinal());
      shift = shift(constraint.level());
      latency = constraint.latency();
      width = constraint.window();
      int parts = ((banks - 1) >>> shift) + 1;
      rings = new long[parts * width];
      Arrays.fill(rings, NEVER);
      oldest = new int[parts];
    }

    void issue(int bankNumber, long cycle) {
      int part = bankNumber >>> shift;
      int at = oldest[part];
      rings[part * width + at] = cycle;
      at = at + 1 == width ? 0 : at + 1;
      oldest[part] = at;
      earliest[base + part] = Math.max(earliest[base + part], rings[part * width + at] + latency);
    }
  }
}
