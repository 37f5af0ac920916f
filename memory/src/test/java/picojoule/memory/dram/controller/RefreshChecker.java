package picojoule.memory.dram.controller;

import java.util.List;
import java.util.Set;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/** Checks that refreshes come in turn and in time, as a part of {@link CommandTraceChecker}. */
final class RefreshChecker {

  private static final Set<Command> REFRESHES = Set.of(Command.REF, Command.REFPB, Command.REFSB);
  private static final Set<Command> READS_AND_WRITES = Set.of(Command.RD, Command.WR);
  private static final Set<Command> CLOSES = Set.of(Command.PRE, Command.PREA);
  private static final Set<Command> CLOCK_STARTS = Set.of(Command.CAS_RD, Command.CAS_WR);

  private final CommandTraceChecker rules;
  private final DramSpec spec;
  private final RefreshMode refresh;

  RefreshChecker(CommandTraceChecker rules, DramSpec spec, RefreshMode refresh) {
    this.rules = rules;
    this.spec = spec;
    this.refresh = refresh;
  }

  /** Each is due once an interval, and is put off only for what must come before it. */
  void check(List<TracedCommand> commands, long end) {
    int scope = rules.size(refresh == RefreshMode.SAME_BANK ? Level.RANK : spec.refreshScope());
    long interval =
        switch (refresh) {
          case ALL_BANK -> spec.timing().cycles("tREFI");
          case PER_BANK -> spec.timing().cycles("tREFIpb");
          case SAME_BANK -> spec.timing().cycles("tREFIsb");
          case NONE -> Long.MAX_VALUE / 2;
        };
    int turns =
        switch (refresh) {
          case ALL_BANK, NONE -> 1;
          case PER_BANK -> scope;
          case SAME_BANK -> spec.organisation().banks();
        };
    long longest = longestPostponement() + (turns == 1 ? 0 : interval / 4);
    for (int first = 0; first < rules.size(Level.CHANNEL); first += scope) {
      long due = interval;
      int next = 0;
      for (TracedCommand command : commands) {
        if (REFRESHES.contains(command.command()) && command.bank() / scope == first / scope) {
          CommandTraceChecker.require(
              command.command() == expected(), "is not what is asked for", command);
          CommandTraceChecker.require(
              command.bank() == first + next, "is not the turn of its bank", command);
          CommandTraceChecker.require(
              command.tick() >= due, "comes before it is due at " + due, command);
          CommandTraceChecker.require(
              command.tick() <= due + longest, "was due at " + due, command);
          due += interval;
          next = (next + 1) % turns;
        }
      }
      if (due + longest < end) {
        throw new AssertionError("bank %d was to be refreshed at %d".formatted(first, due));
      }
    }
  }

  private Command expected() {
    return switch (refresh) {
      case ALL_BANK -> Command.REF;
      case PER_BANK -> Command.REFPB;
      case SAME_BANK -> Command.REFSB;
      case NONE -> null;
    };
  }

  /**
   * How long a refresh waits at most: for a read or write of every row that is open, which may need
   * a write clock, for a half-done activate, and for the refreshes of other parts, each after a
   * PRE.
   */
  private long longestPostponement() {
    long column =
        2L + rules.longest(READS_AND_WRITES::contains) + rules.longest(CLOCK_STARTS::contains);
    long activate =
        spec.commandBus() == CommandBus.SPLIT_ACTIVATE ? rules.longestActivate() + column : column;
    long part = 4L + rules.longest(CLOSES::contains) + rules.longest(REFRESHES::contains);
    int parts = rules.size(Level.CHANNEL) / rules.size(spec.refreshScope());
    return activate + rules.size(Level.CHANNEL) * column + parts * part;
  }
}
