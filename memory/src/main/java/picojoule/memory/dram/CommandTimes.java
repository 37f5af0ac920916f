package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The earliest cycle of every command at every part of one channel: the constraint table, compiled
 * to primitive arrays. Issuing a command pushes the earliest cycles of what may follow.
 *
 * <p>Banks are numbered through the channel: ((pseudo channel · ranks + rank) · bank groups + bank
 * group) · banks + bank. Each level keeps its own earliest cycles, so that a rule of a bank group
 * is one push however many banks the group has. Commands to all banks are rare: what delays them is
 * not pushed but looked up, from the last cycle of every preceding command, when one is wanted.
 */
public final class CommandTimes {

  /** Long before the first cycle, yet far from overflow. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  /**
   * Numbers per compiled rule: the place of its first part, the shift from bank to part, latency.
   */
  private static final int RULE_SIZE = 3;

  private static final Level[] LEVELS = Level.values();

  /** A shift that makes every bank the same part. */
  private static final int EVERY_BANK = Integer.SIZE - 1;

  private final Organisation organisation;
  private final int rankShift;
  private final int ranks;
  private final int pseudoChannels;
  private final int pseudoChannelShift;

  /** By level, command and part. */
  private final long[] earliest;

  /** By level, where its first command begins. */
  private final int[] levelBase = new int[LEVELS.length];

  private final int pseudoChannelBase;
  private final int bankBase;
  private final int banks;

  /**
   * By following command, where its times of ranks begin, or a place that delays nothing; and how
   * far a bank is shifted to be its rank there. Groups likewise.
   */
  private final int[] rankBase = new int[Command.COUNT];

  private final int[] rankShifts = new int[Command.COUNT];
  private final int[] groupBase = new int[Command.COUNT];
  private final int[] groupShifts = new int[Command.COUNT];

  /** By preceding command, the rules for commands to one bank, {@link #RULE_SIZE} numbers each. */
  private final int[][] rules = new int[Command.COUNT][];

  /** Of those, the rules from a command to itself. */
  private final int[][] columnRules = new int[Command.COUNT][];

  /** By preceding command. */
  private final Window[][] windows = new Window[Command.COUNT][];

  /** By preceding command. */
  private final SiblingRule[][] siblings = new SiblingRule[Command.COUNT][];

  /** By following command; empty but for commands to all banks. */
  private final Constraint[][] allBanksRules = new Constraint[Command.COUNT][];

  /** When a command was last issued, by command and rank. */
  private final long[] last;

  /** The longest latency of a rule. */
  private final int longest;

  /** Nothing was issued yet. */
  public CommandTimes(Organisation organisation, List<Constraint> constraints) {
    this.organisation = organisation;
    rankShift = organisation.shift(Level.RANK);
    ranks = organisation.parts(Level.RANK);
    pseudoChannels = organisation.pseudoChannels();
    pseudoChannelShift = organisation.shift(Level.PSEUDO_CHANNEL);
    banks = organisation.banksPerChannel();
    int size = 0;
    for (Level level : LEVELS) {
      levelBase[level.ordinal()] = size;
      size += Command.COUNT * organisation.parts(level);
    }
    pseudoChannelBase = levelBase[Level.PSEUDO_CHANNEL.ordinal()];
    bankBase = levelBase[Level.BANK.ordinal()];
    // One place more, which no command ever delays.
    earliest = new long[size + 1];
    last = new long[Command.COUNT * ranks];
    Arrays.fill(earliest, NEVER);
    Arrays.fill(last, NEVER);
    longest = constraints.stream().mapToInt(Constraint::latency).max().orElse(0);
    List<Constraint> needed = needed(constraints);
    for (Command command : Command.values()) {
      compile(needed, command);
    }
  }

  private void compile(List<Constraint> constraints, Command command) {
    int number = command.ordinal();
    boolean ranked = isRuled(constraints, command, Level.RANK);
    rankBase[number] = ranked ? base(Level.RANK, command) : earliest.length - 1;
    rankShifts[number] = ranked ? rankShift : EVERY_BANK;
    boolean grouped = isRuled(constraints, command, Level.BANK_GROUP);
    groupBase[number] = grouped ? base(Level.BANK_GROUP, command) : earliest.length - 1;
    groupShifts[number] = grouped ? shift(Level.BANK_GROUP) : EVERY_BANK;
    rules[number] = pushed(constraints, command);
    columnRules[number] =
        pushed(constraints.stream().filter(rule -> rule.following() == command).toList(), command);
    windows[number] =
        constraints.stream()
            .filter(rule -> rule.preceding() == command && rule.window() > 1)
            .map(Window::new)
            .toArray(Window[]::new);
    siblings[number] =
        constraints.stream()
            .filter(rule -> rule.preceding() == command && rule.sibling())
            .filter(rule -> organisation.parts(rule.level()) > organisation.parts(above(rule)))
            .map(SiblingRule::new)
            .toArray(SiblingRule[]::new);
    allBanksRules[number] =
        constraints.stream()
            .filter(rule -> command.isAllBanks() && rule.following() == command)
            .filter(rule -> rule.window() == 1 && !rule.sibling())
            .toArray(Constraint[]::new);
  }

  private static Level above(Constraint rule) {
    return LEVELS[rule.level().ordinal() - 1];
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

  private static boolean isRuled(List<Constraint> constraints, Command following, Level level) {
    return constraints.stream()
        .anyMatch(rule -> rule.following() == following && rule.level() == level);
  }

  private int[] pushed(List<Constraint> constraints, Command preceding) {
    return constraints.stream()
        .filter(rule -> rule.preceding() == preceding && !rule.sibling())
        .filter(rule -> rule.window() == 1 && !rule.following().isAllBanks())
        .flatMapToInt(
            rule ->
                Arrays.stream(
                    new int[] {
                      base(rule.level(), rule.following()), shift(rule.level()), rule.latency()
                    }))
        .toArray();
  }

  private int base(Level level, Command command) {
    return levelBase[level.ordinal()] + command.ordinal() * organisation.parts(level);
  }

  /** How far the number of a bank is shifted to be the number of its part. */
  private int shift(Level level) {
    return organisation.shift(level);
  }

  /** The earliest cycle that the channel and a pseudo channel allow a command to one bank. */
  public long shared(int command, int pseudoChannel) {
    return Math.max(
        earliest[command], earliest[pseudoChannelBase + command * pseudoChannels + pseudoChannel]);
  }

  /** The earliest cycle that the bank, its group and its rank allow. */
  public long own(int command, int bankNumber) {
    return Math.max(
        earliest[bankBase + command * banks + bankNumber],
        Math.max(
            earliest[rankBase[command] + (bankNumber >>> rankShifts[command])],
            earliest[groupBase[command] + (bankNumber >>> groupShifts[command])]));
  }

  /** The earliest cycle of a command to one bank. */
  public long ready(int command, int bankNumber) {
    return Math.max(shared(command, bankNumber >>> pseudoChannelShift), own(command, bankNumber));
  }

  /** The earliest cycle that the channel's buses allow a command to one bank. */
  public long bus(int command) {
    return earliest[command];
  }

  /**
   * The earliest cycle of a command to all banks of a part.
   *
   * @param level the part's: pseudo channel or rank
   */
  public long allBanks(int command, Level level, int part) {
    int firstBank = part << organisation.shift(level);
    long cycle = ready(command, firstBank);
    for (Constraint rule : allBanksRules[command]) {
      Level wider = rule.level().compareTo(level) < 0 ? rule.level() : level;
      int shift = organisation.shift(wider) - rankShift;
      int first = firstBank >>> organisation.shift(wider) << shift;
      for (int rank = first; rank < first + (1 << shift); rank++) {
        cycle = Math.max(cycle, last[rule.preceding().ordinal() * ranks + rank] + rule.latency());
      }
    }
    return cycle;
  }

  /**
   * A command goes out.
   *
   * @param bankNumber its bank, or the first one of a command to all banks
   */
  public void issue(int command, int bankNumber, long cycle) {
    int lastPlace = command * ranks + (bankNumber >>> rankShift);
    last[lastPlace] = Math.max(last[lastPlace], cycle);
    int[] pushes = rules[command];
    for (int i = 0; i < pushes.length; i += RULE_SIZE) {
      int place = pushes[i] + (bankNumber >>> pushes[i + 1]);
      earliest[place] = Math.max(earliest[place], cycle + pushes[i + 2]);
    }
    for (Window window : windows[command]) {
      window.issue(bankNumber, cycle);
    }
    for (SiblingRule rule : siblings[command]) {
      rule.issue(bankNumber, cycle);
    }
  }

  /** A column command goes out: only what that means for column commands of the same kind. */
  public void followColumn(int command, int bankNumber, long cycle) {
    int[] pushes = columnRules[command];
    for (int i = 0; i < pushes.length; i += RULE_SIZE) {
      int place = pushes[i] + (bankNumber >>> pushes[i + 1]);
      earliest[place] = Math.max(earliest[place], cycle + pushes[i + 2]);
    }
    for (SiblingRule rule : siblings[command]) {
      rule.issue(bankNumber, cycle);
    }
  }

  /** Whether both allow the same commands at the same cycles after a given one. */
  public boolean isLike(CommandTimes other, long now) {
    for (int i = 0; i < earliest.length; i++) {
      if (earliest[i] != other.earliest[i] && Math.max(earliest[i], other.earliest[i]) > now) {
        return false;
      }
    }
    for (int i = 0; i < last.length; i++) {
      if (last[i] != other.last[i] && Math.max(last[i], other.last[i]) + longest > now) {
        return false;
      }
    }
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < windows[i].length; j++) {
        if (!windows[i][j].isLike(other.windows[i][j], now)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Takes over the state of another one of the same rules. */
  public void become(CommandTimes other) {
    System.arraycopy(other.earliest, 0, earliest, 0, earliest.length);
    System.arraycopy(other.last, 0, last, 0, last.length);
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < windows[i].length; j++) {
        windows[i][j].become(other.windows[i][j]);
      }
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
      base = base(constraint.level(), constraint.following());
      shift = shift(constraint.level());
      latency = constraint.latency();
      width = constraint.window();
      int parts = organisation.parts(constraint.level());
      rings = new long[parts * width];
      Arrays.fill(rings, NEVER);
      oldest = new int[parts];
    }

    boolean isLike(Window other, long now) {
      for (int part = 0; part < oldest.length; part++) {
        for (int back = 0; back < width; back++) {
          long own = rings[part * width + (oldest[part] + back) % width];
          long others = other.rings[part * width + (other.oldest[part] + back) % width];
          if (own != others && Math.max(own, others) + latency > now) {
            return false;
          }
        }
      }
      return true;
    }

    void become(Window other) {
      System.arraycopy(other.rings, 0, rings, 0, rings.length);
      System.arraycopy(other.oldest, 0, oldest, 0, oldest.length);
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

  /** A rule for the other parts of a level, within the same part of the level above. */
  private final class SiblingRule {

    private final int base;
    private final int shift;

    /** How far a part is shifted to be the part of the level above. */
    private final int parentShift;

    private final int latency;

    SiblingRule(Constraint constraint) {
      Level level = constraint.level();
      base = base(level, constraint.following());
      shift = shift(level);
      parentShift = shift(above(constraint)) - shift;
      latency = constraint.latency();
    }

    void issue(int bankNumber, long cycle) {
      int own = bankNumber >>> shift;
      int first = own >>> parentShift << parentShift;
      for (int part = first; part < first + (1 << parentShift); part++) {
        if (part != own) {
          earliest[base + part] = Math.max(earliest[base + part], cycle + latency);
        }
      }
    }
  }
}
