package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.List;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * One timing rule: within one part of the device, a command comes no earlier than some cycles after
 * a preceding one.
 *
 * @param level the part within which both commands go
 * @param preceding the earlier command
 * @param following the later command
 * @param latency cycles between the two at least
 * @param window 1, or how many preceding commands back the rule looks: with 4, the following
 *     command comes no earlier than the latency after the fourth last preceding one (tFAW)
 * @param sibling whether the following command goes to another part of the same level instead of
 *     the same one: another rank of the channel (bus turnaround)
 */
public record Constraint(
    Level level, Command preceding, Command following, int latency, int window, boolean sibling) {

  private static final int WIDEST_WINDOW = 64;

  /** A rule within one part. */
  public Constraint(Level level, Command preceding, Command following, int latency, int window) {
    this(level, preceding, following, latency, window, false);
  }

  /**
   * Reads a list of rules, each for all pairs of its preceding and following commands.
   *
   * @param scope what a command to all banks goes to: no rule for one may divide it
   */
  static List<Constraint> read(
      Section section, String key, Timing timing, Organisation organisation, Level scope) {
    List<Constraint> constraints = new ArrayList<>();
    for (Section rule : section.sections(key)) {
      Level level = rule.choice("level", Level.class);
      int latency = rule.value("latency", text -> TimingExpression.evaluate(text, timing.cycles()));
      if (latency >= DramSpec.LONGEST_LATENCY) {
        throw rule.bad("latency", latency + " cycles are beyond " + DramSpec.LONGEST_LATENCY);
      }
      int window = rule.has("window") ? rule.integer("window", 1, WIDEST_WINDOW) : 1;
      boolean sibling = rule.has("sibling") && rule.flag("sibling");
      if (sibling && (window > 1 || level == Level.CHANNEL)) {
        throw rule.bad("sibling", "goes with a level below channel and without a window");
      }
      for (Command preceding : commands(rule, "preceding")) {
        for (Command following : commands(rule, "following")) {
          if (level.compareTo(Level.RANK) > 0
              && (preceding.isAllBanks() || following.isAllBanks())) {
            throw rule.bad(
                "level",
                (preceding.isAllBanks() ? preceding : following)
                    + " goes to all banks: its rules are of level rank, pseudo-channel or channel");
          }
          if (organisation.parts(level) > organisation.parts(scope)
              && (preceding.isAllBanks() || following.isAllBanks())) {
            throw rule.bad(
                "level",
                "is rank, but %s goes to all ranks of a pseudo-channel, the refresh-scope"
                    .formatted(preceding.isAllBanks() ? preceding : following));
          }
          if (window > 1 && (preceding == Command.REF || preceding == Command.REFSB)) {
            throw rule.bad("window", "of refreshes is not supported");
          }
          constraints.add(new Constraint(level, preceding, following, latency, window, sibling));
        }
      }
    }
    return constraints;
  }

  /** Whether a rule delays nothing that this one does not delay as much. */
  boolean implies(Constraint rule) {
    if (window > 1
        || sibling
        || (rule.sibling && level == rule.level)
        || level.compareTo(rule.level) > 0
        || preceding != rule.preceding
        || following != rule.following) {
      return false;
    }
    // Commands of one kind that keep a distance are n distances from the n-th last one.
    int distances = preceding == following ? rule.window : 1;
    return (long) latency * distances >= rule.latency;
  }

  private static List<Command> commands(Section rule, String key) {
    List<Command> commands = new ArrayList<>();
    for (String name : rule.texts(key)) {
      commands.add(command(rule, key, name));
    }
    return commands;
  }

  private static Command command(Section rule, String key, String name) {
    for (Command command : Command.values()) {
      if (command.isNamed(name)) {
        return command;
      }
    }
    throw BadInputException.unknown(rule.where(key), "command", name, Command.names());
  }
}
