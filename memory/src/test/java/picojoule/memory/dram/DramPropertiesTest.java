package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import picojoule.config.Section;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

class DramPropertiesTest {

  private static final Section BASE = DramConfigs.hbm2();

  /** What a run left behind. */
  private record Outcome(
      List<Long> completions, List<List<IssuedCommand>> commands, long leapedBursts) {}

  private static Outcome event(DramSpec spec, TimeBase timeBase, Traffic traffic) {
    EventQueue queue = new EventQueue();
    List<List<IssuedCommand>> commands = lists(spec);
    Dram dram = new Dram(spec, queue, timeBase, new Activity(), Timeline.OFF, collector(commands));
    List<Long> completions = traffic.run(queue, dram);
    dram.statistics();
    return before(
        queue.now(),
        timeBase.clock("dram", spec.clockPeriodFemtoseconds()).periodTicks(),
        new Outcome(completions, commands, dram.leapedBursts()));
  }

  private static Outcome clocked(DramSpec spec, TimeBase timeBase, Traffic traffic) {
    EventQueue queue = new EventQueue();
    List<List<IssuedCommand>> commands = lists(spec);
    ReferenceDram dram = new ReferenceDram(spec, queue, timeBase, collector(commands));
    List<Long> completions = traffic.run(queue, dram);
    return before(
        queue.now(),
        timeBase.clock("dram", spec.clockPeriodFemtoseconds()).periodTicks(),
        new Outcome(completions, commands, 0));
  }

  /** Only what came before a run's last tick: who looks further ahead may know more. */
  private static Outcome before(long tick, long periodTicks, Outcome outcome) {
    outcome
        .commands()
        .forEach(list -> list.removeIf(command -> command.cycle() * periodTicks >= tick));
    return outcome;
  }

  private static List<List<IssuedCommand>> lists(DramSpec spec) {
    List<List<IssuedCommand>> lists = new ArrayList<>();
    for (int i = 0; i < spec.organisation().channels(); i++) {
      lists.add(new ArrayList<>());
    }
    return lists;
  }

  private static CommandListener collector(List<List<IssuedCommand>> commands) {
    return (channel, cycle, command, bank, row, column) ->
        commands.get(channel).add(new IssuedCommand(channel, cycle, command, bank, row, column));
  }

  /** A time base in which clock edges of the DRAM are not the only ticks. */
  private static TimeBase timeBase(DramSpec spec, Random random) {
    return TimeBase.of(
        spec.clockPeriodFemtoseconds(), spec.clockPeriodFemtoseconds() / (1 + random.nextInt(4)));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void issuesEveryCommandAtTheCycleOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    DramSpec spec = DramConfigs.random(BASE, random);
    Traffic traffic = Traffic.random(random, spec.organisation().capacityBytes());
    assertSame(spec, timeBase(spec, random), traffic);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void leapsOverSteadyStreamsWithoutMovingACommand(@ForAll long seed) {
    Random random = new Random(seed);
    DramSpec spec = DramConfigs.streaming(BASE, random);
    long capacity = spec.organisation().capacityBytes();
    Traffic traffic =
        random.nextBoolean()
            ? Traffic.streams(random, capacity)
            : Traffic.descriptors(random, capacity);
    Outcome outcome = assertSame(spec, timeBase(spec, random), traffic);
    Statistics.label("leaps").collect(outcome.leapedBursts() > 0);
    Statistics.label("leaps")
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
  }

  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void servesManyShortRowsAtTheCyclesOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    DramSpec spec = DramConfigs.random(BASE, random);
    Traffic traffic = Traffic.tiles(random, spec.organisation().capacityBytes());
    assertSame(spec, timeBase(spec, random), traffic);
  }

  private static Outcome assertSame(DramSpec spec, TimeBase timeBase, Traffic traffic) {
    Outcome expected = clocked(spec, timeBase, traffic);
    Outcome actual = event(spec, timeBase, traffic);
    for (int channel = 0; channel < spec.organisation().channels(); channel++) {
      assertSame(expected.commands().get(channel), actual.commands().get(channel));
    }
    assertThat(actual.completions()).isEqualTo(expected.completions());
    return actual;
  }

  /** Names the first difference, and what came before it. */
  private static void assertSame(List<IssuedCommand> expected, List<IssuedCommand> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i))
          .as("command %d after %s", i, expected.subList(Math.max(0, i - 6), i))
          .isEqualTo(expected.get(i));
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void keepsEveryConstraintAndMovesEveryBurstOnce(@ForAll long seed) {
    Random random = new Random(seed);
    DramSpec spec = DramConfigs.random(BASE, random);
    Traffic traffic = Traffic.random(random, spec.organisation().capacityBytes());

    Outcome outcome = event(spec, timeBase(spec, random), traffic);

    Map<String, Integer> moved = new TreeMap<>();
    TraceChecker checker = new TraceChecker(spec);
    for (List<IssuedCommand> commands : outcome.commands()) {
      checker.check(commands);
      for (IssuedCommand command : commands) {
        if (!command.command().isRow()) {
          moved.merge(
              command.command()
                  + " %d %d %d %d"
                      .formatted(
                          command.channel(), command.bank(), command.row(), command.column()),
              1,
              Integer::sum);
        }
      }
    }
    assertThat(moved).isEqualTo(asked(spec, traffic));
  }

  private static Map<String, Integer> asked(DramSpec spec, Traffic traffic) {
    Map<String, Integer> asked = new TreeMap<>();
    AddressMapping mapping = spec.mapping();
    int burstBytes = spec.organisation().burstBytes();
    int banks = spec.organisation().banksPerPseudoChannel();
    for (Traffic.Planned planned : traffic.plan()) {
      for (int row = 0; row < planned.rows(); row++) {
        long begin = planned.address() + row * planned.pitchBytes();
        long end = begin + planned.rowBytes();
        for (long burst = begin / burstBytes; burst * burstBytes < end; burst++) {
          asked.merge(
              (planned.write() ? Command.WR : Command.RD)
                  + " %d %d %d %d"
                      .formatted(
                          mapping.channel(burst),
                          mapping.pseudoChannel(burst) * banks + mapping.bank(burst),
                          mapping.row(burst),
                          mapping.column(burst)),
              1,
              Integer::sum);
        }
      }
    }
    return asked;
  }
}
