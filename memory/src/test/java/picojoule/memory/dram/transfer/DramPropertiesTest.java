package picojoule.memory.dram.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import picojoule.config.Section;
import picojoule.memory.dram.DramConfigs;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.controller.OpenRows;
import picojoule.sim.Activity;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

class DramPropertiesTest {

  private static final Section BASE = DramConfigs.hbm2();

  /** What a run left behind. */
  private record Outcome(
      List<Long> completions, List<List<IssuedCommand>> commands, int simulatedChannels) {}

  private static Outcome event(DramDevice device, TimeBase timeBase, Traffic traffic) {
    EventQueue queue = new EventQueue();
    List<List<IssuedCommand>> commands = lists(device.spec());
    Dram dram =
        new Dram(device, queue, timeBase, new Activity(), Timeline.OFF, collector(commands));
    List<Long> completions = traffic.run(queue, dram);
    DramStatistics statistics = dram.statistics();
    assertThat(statistics.readBursts() + statistics.writeBursts()).isEqualTo(columns(commands));
    long end = queue.now();
    checkStandby(device, queue, timeBase, dram, commands);
    return before(
        end,
        timeBase.clock("dram", device.spec().clockPeriodFemtoseconds()).periodTicks(),
        new Outcome(completions, commands, dram.simulatedChannels()));
  }

  /** Cycles with rows open are those that the commands of every channel tell. */
  private static void checkStandby(
      DramDevice device,
      EventQueue queue,
      TimeBase timeBase,
      Dram dram,
      List<List<IssuedCommand>> commands) {
    DramSpec spec = device.spec();
    long period = timeBase.clock("dram", spec.clockPeriodFemtoseconds()).periodTicks();
    // Far enough for a refresh, and to be ahead of all channels.
    queue.schedule(new Pause(), queue.now() + spec.timing().refreshInterval() * period);
    queue.run();
    long cycles = (queue.now() + period - 1) / period;
    DramStatistics statistics = dram.statistics();
    long active = 0;
    for (List<IssuedCommand> channel : commands) {
      active +=
          OpenRows.activeTicks(
              spec,
              channel.stream()
                  .map(one -> new OpenRows.Issued(one.cycle(), one.command(), one.bank()))
                  .toList(),
              cycles);
    }
    assertThat(statistics.activeCycles()).isEqualTo(active).isPositive();
    assertThat(statistics.activeCycles() + statistics.idleCycles())
        .isEqualTo(cycles * commands.size() * spec.organisation().parts(Level.RANK));
  }

  /** Lets time pass. */
  private static final class Pause extends Event {
    Pause() {
      super(0);
    }

    @Override
    protected void fire(long now) {}
  }

  private static long columns(List<List<IssuedCommand>> commands) {
    return commands.stream()
        .flatMap(List::stream)
        .filter(command -> !command.command().isRow())
        .count();
  }

  private static Outcome clocked(DramDevice device, TimeBase timeBase, Traffic traffic) {
    EventQueue queue = new EventQueue();
    List<List<IssuedCommand>> commands = lists(device.spec());
    ReferenceDram dram = new ReferenceDram(device, queue, timeBase, collector(commands));
    List<Long> completions = traffic.run(queue, dram);
    return before(
        queue.now(),
        timeBase.clock("dram", device.spec().clockPeriodFemtoseconds()).periodTicks(),
        new Outcome(completions, commands, device.spec().organisation().channels()));
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

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void issuesEveryCommandAtTheCycleOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    DramDevice device = DramConfigs.random(BASE, random);
    Traffic traffic = Traffic.random(random, device.spec().organisation().capacityBytes());
    assertSame(device, timeBase(device.spec(), random), traffic);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void servesStreamsAtTheCyclesOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    DramDevice device = DramConfigs.streaming(BASE, random);
    long capacity = device.spec().organisation().capacityBytes();
    Traffic traffic =
        random.nextBoolean()
            ? Traffic.streams(random, capacity)
            : Traffic.descriptors(random, capacity);
    assertSame(device, timeBase(device.spec(), random), traffic);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void channelsInLockStepDoWhatEachWouldDoByItself(@ForAll long seed) {
    Random random = new Random(seed);
    DramDevice device = DramConfigs.streaming(BASE, random);
    DramSpec spec = device.spec();
    Traffic traffic = Traffic.even(random, spec.organisation().capacityBytes(), spec.stripeBytes());
    Outcome outcome = assertSame(device, timeBase(spec, random), traffic);
    int channels = spec.organisation().channels();
    Statistics.label("in lock step at the end").collect(outcome.simulatedChannels() < channels);
    Statistics.label("in lock step at the end")
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void servesManyShortRowsAtTheCyclesOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    DramDevice device = DramConfigs.random(BASE, random);
    Traffic traffic = Traffic.tiles(random, device.spec().organisation().capacityBytes());
    assertSame(device, timeBase(device.spec(), random), traffic);
  }

  private static Outcome assertSame(DramDevice device, TimeBase timeBase, Traffic traffic) {
    Outcome expected = clocked(device, timeBase, traffic);
    Outcome actual = event(device, timeBase, traffic);
    for (int channel = 0; channel < device.spec().organisation().channels(); channel++) {
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
}
