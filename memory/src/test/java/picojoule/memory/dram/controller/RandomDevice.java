package picojoule.memory.dram.controller;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import picojoule.config.ConfigFile;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.Constraint;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.Timing;

/** Devices that differ from shipped ones in everything but their command buses. */
final class RandomDevice {

  private static final int ACTIVATE_EDGES = 3;

  private static final Set<Command> WITH_PRECHARGE = Set.of(Command.RDA, Command.WRA);
  private static final Set<Command> SPLIT =
      Set.of(Command.ACT1, Command.ACT2, Command.CAS_RD, Command.CAS_WR);

  /** The shipped devices of which the random ones are variations. */
  static final List<String> NAMES =
      List.of("DDR4_3200", "DDR5_4800", "HBM2_2000", "HBM3_6400", "HBM4_8000", "LPDDR5_6400");

  private final List<DramSpec> shipped = NAMES.stream().map(name -> shipped(name)).toList();

  /** A device of configs/memory/ramulator-2.1. */
  static DramSpec shipped(String name, String... settings) {
    Path file =
        Path.of(
            System.getProperty("picojoule.root"), "configs/memory/ramulator-2.1", name + ".yaml");
    return DramSpec.read(ConfigFile.with(ConfigFile.read(file), List.of(settings)));
  }

  /** A small one, with a table of constraints that is a variation of a shipped one's. */
  DramSpec next(Random random) {
    DramSpec base = shipped.get(random.nextInt(shipped.size()));
    Organisation organisation = organisation(base.organisation(), random);
    Level scope =
        random.nextInt(3) == 0
            ? base.refreshScope()
            : random.nextBoolean() ? Level.RANK : Level.PSEUDO_CHANNEL;
    List<Constraint> constraints = constraints(base, scope, random);
    return new DramSpec(
        "random " + base.standard(),
        base.clockPeriodFemtoseconds(),
        base.commandBus(),
        scope,
        organisation,
        timing(organisation, scope, constraints, random),
        constraints,
        AddressMapping.parse(mapping(organisation, random), organisation));
  }

  private static Organisation organisation(Organisation base, Random random) {
    return new Organisation(
        1,
        1 << random.nextInt(3),
        1 << random.nextInt(3),
        1 << random.nextInt(3),
        1 << random.nextInt(3),
        2 << random.nextInt(4),
        base.burstLength() << random.nextInt(4),
        base.dataBits(),
        base.burstLength(),
        base.beatsPerClock());
  }

  private static List<Constraint> constraints(DramSpec base, Level scope, Random random) {
    int longest = 5 + random.nextInt(50);
    int dropped = random.nextInt(5);
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint rule : base.constraints()) {
      if (random.nextInt(20) < dropped) {
        continue;
      }
      int latency =
          random.nextBoolean()
              ? Math.min(rule.latency(), longest - random.nextInt(5))
              : random.nextInt(longest + 1);
      Level level = random.nextInt(8) == 0 ? anyLevel(random) : rule.level();
      int window = rule.window() == 1 ? 1 : 2 + random.nextInt(4);
      constraints.add(
          new Constraint(
              level(rule.preceding(), rule.following(), level, scope, rule.sibling()),
              rule.preceding(),
              rule.following(),
              latency,
              window,
              rule.sibling()));
    }
    for (int i = random.nextInt(8); i > 0; i--) {
      constraints.add(anyRule(base, scope, longest, random));
    }
    // Devices with refreshes of the same bank have rules for them, drawn like all others.
    for (Constraint rule : base.constraints()) {
      if (random.nextInt(3) == 0
          && (rule.preceding() == Command.REFPB || rule.following() == Command.REFPB)) {
        constraints.add(sameBank(rule, random.nextInt(longest + 1)));
      }
    }
    if (base.commandBus() == CommandBus.ROW_AND_COLUMN_HALF_CLOCK) {
      // ACT keeps the row bus busy for three edges: without that pairing edges mean nothing.
      for (Command command : Command.values()) {
        if (command.isRow()) {
          constraints.add(new Constraint(Level.CHANNEL, Command.ACT, command, ACTIVATE_EDGES, 1));
        }
      }
    }
    Collections.shuffle(constraints, random);
    return constraints;
  }

  /** A rule between any two commands that a controller of the device issues. */
  private static Constraint anyRule(DramSpec base, Level scope, int longest, Random random) {
    boolean split = base.commandBus() == CommandBus.SPLIT_ACTIVATE;
    List<Command> commands =
        Stream.of(Command.values())
            .filter(command -> !WITH_PRECHARGE.contains(command))
            .filter(command -> SPLIT.contains(command) ? split : !split || command != Command.ACT)
            .toList();
    Command preceding = commands.get(random.nextInt(commands.size()));
    Command following = commands.get(random.nextInt(commands.size()));
    boolean sibling = random.nextInt(3) == 0;
    boolean window =
        !sibling
            && preceding != Command.REF
            && preceding != Command.REFSB
            && random.nextInt(3) == 0;
    return new Constraint(
        level(preceding, following, anyLevel(random), scope, sibling),
        preceding,
        following,
        random.nextInt(longest + 1),
        window ? 2 + random.nextInt(3) : 1,
        sibling);
  }

  /** A rule of REFpb as one of REFsb. */
  private static Constraint sameBank(Constraint rule, int latency) {
    return new Constraint(
        rule.level(),
        rule.preceding() == Command.REFPB ? Command.REFSB : rule.preceding(),
        rule.following() == Command.REFPB ? Command.REFSB : rule.following(),
        latency,
        1,
        rule.sibling());
  }

  private static Level anyLevel(Random random) {
    return Level.values()[random.nextInt(Level.values().length)];
  }

  /** The nearest level that makes sense: none within what a command to all banks goes to. */
  private static Level level(
      Command preceding, Command following, Level wanted, Level scope, boolean sibling) {
    Level level = sibling && wanted == Level.CHANNEL ? Level.PSEUDO_CHANNEL : wanted;
    boolean allBanks = preceding.isAllBanks() || following.isAllBanks();
    return allBanks && level.compareTo(scope) > 0 ? scope : level;
  }

  /** With refreshes rare enough to leave time for work. */
  private static Timing timing(
      Organisation organisation, Level scope, List<Constraint> constraints, Random random) {
    int longest = constraints.stream().mapToInt(Constraint::latency).max().orElse(0);
    int least = 4 * (longest + 1) * organisation.parts(scope);
    Map<String, Integer> cycles = new HashMap<>();
    cycles.put("CL", 1 + random.nextInt(15));
    cycles.put("CWL", random.nextInt(12));
    cycles.put("burst", organisation.burstCycles());
    cycles.put("tREFI", least + random.nextInt(400));
    cycles.put("tREFIpb", least + random.nextInt(200));
    int leastOfRanks = 4 * (longest + 1) * organisation.parts(Level.RANK);
    cycles.put("tREFIsb", leastOfRanks + random.nextInt(200));
    cycles.put("tAAD", 1 + random.nextInt(8));
    cycles.put("tWCKPST", random.nextInt(4));
    return new Timing(cycles);
  }

  private static String mapping(Organisation organisation, Random random) {
    List<String> fields = new ArrayList<>(List.of("row", "pseudo-channel", "channel"));
    for (String field : List.of("rank", "bank-group", "bank")) {
      fields.add(
          switch (random.nextInt(4)) {
            case 0 -> field + "^row";
            case 1 -> field + "^row>>" + random.nextInt(3);
            default -> field;
          });
    }
    if (organisation.burstsPerRow() > 1 && random.nextBoolean()) {
      fields.add("column:1");
    }
    fields.add("column");
    Collections.shuffle(fields, random);
    if (random.nextInt(4) == 0) {
      fields.remove("row");
      fields.add(0, "row");
    }
    return String.join(" ", fields);
  }
}
