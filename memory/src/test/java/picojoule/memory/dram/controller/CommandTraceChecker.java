package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.Constraint;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;

/**
 * Checks the commands of one channel against what the device's file says, knowing nothing of how a
 * controller decides: every rule of the table, the states of the banks, the command buses and the
 * refresh interval.
 */
final class CommandTraceChecker {

  private static final Set<Command> READS_AND_WRITES = Set.of(Command.RD, Command.WR);
  private static final Set<Command> CLOSES = Set.of(Command.PRE, Command.PREA);
  private static final Set<Command> CLOCK_STARTS = Set.of(Command.CAS_RD, Command.CAS_WR);

  private final DramSpec spec;
  private final RefreshMode refresh;

  /** What a bank that is not closed is doing. */
  private record Row(long row, boolean isOpen, long since) {}

  CommandTraceChecker(DramSpec spec, RefreshMode refresh) {
    this.spec = spec;
    this.refresh = refresh;
  }

  /**
   * Checks a trace.
   *
   * @param end the last tick that it covers
   * @throws AssertionError naming the first command that is too early, impossible or missing
   */
  void check(List<TracedCommand> commands, long end) {
    checkRules(commands);
    checkBuses(commands);
    checkBanks(commands);
    if (spec.commandBus() == CommandBus.SPLIT_ACTIVATE) {
      checkWriteClock(commands);
    }
    new RefreshChecker(this, spec, refresh).check(commands, end);
  }

  // ---- the table

  private void checkRules(List<TracedCommand> commands) {
    for (int i = 0; i < commands.size(); i++) {
      TracedCommand command = commands.get(i);
      require(i == 0 || commands.get(i - 1).tick() <= command.tick(), "goes back in time", command);
      for (Constraint rule : spec.constraints()) {
        if (rule.following() == command.command()) {
          for (int bank : banks(command)) {
            checkRule(rule, commands, i, bank);
          }
        }
      }
    }
  }

  /** REFsb goes to the banks of one number in all bank groups of a rank. */
  private List<Integer> banks(TracedCommand command) {
    if (command.command() != Command.REFSB) {
      return List.of(command.bank());
    }
    List<Integer> banks = new ArrayList<>();
    for (int i = 0; i < spec.organisation().bankGroups(); i++) {
      banks.add(command.bank() + i * size(Level.BANK_GROUP));
    }
    return banks;
  }

  private void checkRule(Constraint rule, List<TracedCommand> commands, int at, int bank) {
    TracedCommand command = commands.get(at);
    int seen = 0;
    for (int i = at - 1; i >= 0; i--) {
      TracedCommand earlier = commands.get(i);
      if (command.tick() - earlier.tick() >= rule.latency()) {
        return;
      }
      if (earlier.command() == rule.preceding()
          && banks(earlier).stream().anyMatch(before -> isAbout(rule, before, bank))) {
        seen++;
        require(seen < rule.window(), "breaks " + rule + " after " + earlier, command);
      }
    }
  }

  private boolean isAbout(Constraint rule, int earlier, int bank) {
    int size = size(rule.level());
    if (!rule.sibling()) {
      return earlier / size == bank / size;
    }
    int parent =
        switch (rule.level()) {
          case CHANNEL -> throw new AssertionError(rule + " has no level above");
          case PSEUDO_CHANNEL -> size(Level.CHANNEL);
          case RANK -> size(Level.PSEUDO_CHANNEL);
          case BANK_GROUP -> size(Level.RANK);
          case BANK -> size(Level.BANK_GROUP);
        };
    return earlier / size != bank / size && earlier / parent == bank / parent;
  }

  /** Banks of a part. */
  int size(Level level) {
    Organisation organisation = spec.organisation();
    int group = organisation.banks();
    int rank = group * organisation.bankGroups();
    int pseudoChannel = rank * organisation.ranks();
    return switch (level) {
      case BANK -> 1;
      case BANK_GROUP -> group;
      case RANK -> rank;
      case PSEUDO_CHANNEL -> pseudoChannel;
      case CHANNEL -> pseudoChannel * organisation.pseudoChannels();
    };
  }

  // ---- the command buses

  private void checkBuses(List<TracedCommand> commands) {
    boolean two =
        spec.commandBus() == CommandBus.ROW_AND_COLUMN
            || spec.commandBus() == CommandBus.ROW_AND_COLUMN_HALF_CLOCK;
    Map<Boolean, Long> last = new HashMap<>();
    for (TracedCommand command : commands) {
      Long before = last.put(two && command.command().isRow(), command.tick());
      require(before == null || before < command.tick(), "finds its bus taken", command);
      require(
          spec.commandBus() != CommandBus.ROW_AND_COLUMN_HALF_CLOCK
              || command.tick() % 2 == 1
              || CLOSES.contains(command.command()),
          "is at a falling edge",
          command);
    }
  }

  // ---- the banks

  private void checkBanks(List<TracedCommand> commands) {
    Map<Integer, Row> rows = new TreeMap<>();
    for (TracedCommand command : commands) {
      int bank = command.bank();
      int last = bank + (command.command().isAllBanks() ? size(spec.refreshScope()) : 1);
      Row row = rows.get(bank);
      switch (command.command()) {
        case ACT -> {
          require(row == null, "opens a bank that is not closed", command);
          rows.put(bank, new Row(command.row(), true, command.tick()));
        }
        case ACT1 -> {
          require(row == null, "opens a bank that is not closed", command);
          require(rows.values().stream().allMatch(Row::isOpen), "comes before an ACT2", command);
          rows.put(bank, new Row(command.row(), false, command.tick()));
        }
        case ACT2 -> {
          require(row != null && !row.isOpen(), "has no ACT1", command);
          require(row.row() == command.row(), "is for another row than ACT1", command);
          require(command.tick() - row.since() <= longestActivate(), "is later than tAAD", command);
          rows.put(bank, new Row(command.row(), true, command.tick()));
        }
        case PRE -> {
          require(row != null && row.isOpen(), "closes a bank that is not open", command);
          rows.remove(bank);
        }
        case PREA -> {
          for (int i = bank; i < last; i++) {
            Row closed = rows.remove(i);
            require(closed == null || closed.isOpen(), "closes a bank too soon", command);
          }
        }
        case RD, WR, CAS_RD, CAS_WR ->
            require(
                row != null && row.isOpen() && row.row() == command.row(),
                "is for a row that is not open",
                command);
        case REF, REFPB -> {
          for (int i = bank; i < last; i++) {
            require(!rows.containsKey(i), "refreshes a bank that is not closed", command);
          }
        }
        case REFSB ->
            require(
                banks(command).stream().noneMatch(rows::containsKey),
                "refreshes a bank that is not closed",
                command);
        case RDA, WRA -> require(false, "is not known here", command);
      }
    }
  }

  /** From ACT1 to ACT2: tAAD, or longer where rules keep ACT2 or what it waits for. */
  int longestActivate() {
    return spec.timing().cycles("tAAD")
        + longest(Command.ACT2::equals)
        + spec.constraints().stream()
            .filter(rule -> CLOCK_STARTS.contains(rule.preceding()))
            .mapToInt(Constraint::latency)
            .max()
            .orElse(0);
  }

  /** The longest rule for some commands. */
  int longest(Predicate<Command> following) {
    return spec.constraints().stream()
        .filter(rule -> following.test(rule.following()))
        .mapToInt(Constraint::latency)
        .max()
        .orElse(0);
  }

  /** The write clock runs for every column command, and CAS starts it for the next one only. */
  private void checkWriteClock(List<TracedCommand> commands) {
    TracedCommand start = null;
    long stops = 0;
    for (TracedCommand command : commands) {
      Command kind = command.command();
      if (start != null) {
        require(
            kind == (start.command() == Command.CAS_RD ? Command.RD : Command.WR)
                && command.bank() == start.bank()
                && command.column() == start.column(),
            "follows " + start,
            command);
      }
      if (READS_AND_WRITES.contains(kind)) {
        require(start != null || command.tick() < stops, "finds no write clock", command);
        int latency =
            spec.timing().cycles(kind == Command.RD ? "CL" : "CWL") + spec.timing().burst();
        stops = Math.max(stops, command.tick() + latency + spec.timing().cycles("tWCKPST"));
      }
      start = CLOCK_STARTS.contains(kind) ? command : null;
    }
  }

  static void require(boolean condition, String what, TracedCommand command) {
    if (!condition) {
      throw new AssertionError(command + " " + what);
    }
  }
}
