package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  void add(TracedCommand command) {
    recent.add(command);
  }

  /** Drops what is too old to constrain anything. */
  void forget(long now) {
    recent.removeIf(command -> now - command.tick() > longestLatency);
  }

  /** Whether no constraint keeps a command from going out. */
  boolean allows(Command command, int bank, long now) {
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
