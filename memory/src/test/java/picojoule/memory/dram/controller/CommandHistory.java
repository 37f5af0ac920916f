package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.Constraint;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;

/** The commands that went out, in which every constraint is looked up. */
final class CommandHistory {

  private final Organisation organisation;
  private final Map<Command, List<Constraint>> rulesFor = new EnumMap<>(Command.class);
  private final int longestLatency;
  private final List<TracedCommand> recent = new ArrayList<>();

  CommandHistory(DramSpec spec) {
    organisation = spec.organisation();
    for (Command command : Command.values()) {
      rulesFor.put(
          command,
          spec.constraints().stream().filter(rule -> rule.following() == command).toList());
    }
    longestLatency = spec.constraints().stream().mapToInt(Constraint::latency).max().orElse(0);
  }

  /** The banks of one number in all bank groups of a rank. */
  static List<Integer> sameBanks(Organisation organisation, int bank) {
    int rank = bank / organisation.banksPerRank() * organisation.banksPerRank();
    int number = bank % organisation.banks();
    return IntStream.range(0, organisation.bankGroups())
        .mapToObj(group -> rank + group * organisation.banks() + number)
        .toList();
  }

  /** A command to several banks of one number is one to each of them. */
  private List<Integer> banks(Command command, int bank) {
    return command == Command.REFSB ? sameBanks(organisation, bank) : List.of(bank);
  }

  void add(TracedCommand command) {
    for (int bank : banks(command.command(), command.bank())) {
      recent.add(
          new TracedCommand(
              command.tick(), command.command(), bank, command.row(), command.column()));
    }
  }

  /** Drops what is too old to constrain anything. */
  void forget(long now) {
    recent.removeIf(command -> now - command.tick() > longestLatency);
  }

  /** Whether no constraint keeps a command from going out. */
  boolean allows(Command command, int bank, long now) {
    return banks(command, bank).stream().allMatch(each -> allowsAt(command, each, now));
  }

  private boolean allowsAt(Command command, int bank, long now) {
    for (Constraint rule : rulesFor.get(command)) {
      int tooRecent = 0;
      for (TracedCommand earlier : recent) {
        if (earlier.command() == rule.preceding()
            && now - earlier.tick() < rule.latency()
            && concerns(rule, earlier.bank(), bank)) {
          tooRecent++;
        }
      }
      if (tooRecent >= rule.window()) {
        return false;
      }
    }
    return true;
  }

  private boolean concerns(Constraint rule, int earlier, int bank) {
    boolean same = part(rule.level(), earlier) == part(rule.level(), bank);
    if (!rule.sibling()) {
      return same;
    }
    Level parent = Level.values()[rule.level().ordinal() - 1];
    return !same && part(parent, earlier) == part(parent, bank);
  }

  private int part(Level level, int bank) {
    return bank / (organisation.banksPerChannel() / organisation.parts(level));
  }
}
