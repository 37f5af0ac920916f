package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;

class ControllerPropertiesTest {

  private static final RandomDevice DEVICES = new RandomDevice();

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void issuesEveryCommandAtTheTickOfTheClockByClockController(@ForAll long seed) {
    check(seed);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  @Tag("slow")
  void issuesEveryCommandAtTheTickOfTheClockByClockControllerInManyMoreCases(@ForAll long seed) {
    check(seed);
  }

  private static void check(long seed) {
    Random random = new Random(seed);
    DramSpec spec = DEVICES.next(random);
    ControllerPolicy policy = RandomPolicy.next(random);
    List<TracedRequest> requests = RandomTraffic.next(spec, random);
    boolean unlimited = random.nextBoolean();
    List<TracedCommand> expected = new ArrayList<>();
    List<TracedCommand> actual = new ArrayList<>();

    ReplayStatistics slow =
        ReferenceReplay.run(spec, policy, requests, unlimited, collector(expected));
    ReplayStatistics fast =
        new Replay(spec, policy).run(TracedRequest.source(requests), unlimited, collector(actual));

    assertSame(expected, actual, policy + " on " + spec);
    new CommandTraceChecker(spec, policy.refresh()).check(actual, fast.ticks());
    // Standby times have a reference of their own (StandbyTimeTest).
    assertThat(fast)
        .usingRecursiveComparison()
        .ignoringFields("activeTicks", "allBanksIdleTicks")
        .isEqualTo(slow);
    often("refreshes", fast.refreshes(), 20);
    often("forwarded reads", fast.forwardedReads(), 20);
    often("coalesced writes", fast.coalescedWrites(), 20);
    often("row conflicts", fast.rowConflicts(), 50);
  }

  /** Sees to it that enough cases have something of a kind. */
  private static void often(String what, long count, double percent) {
    Statistics.label(what).collect(count > 0);
    Statistics.label(what)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > percent));
  }

  private static ReplayListener collector(List<TracedCommand> commands) {
    return (tick, command, bank, row, column) ->
        commands.add(new TracedCommand(tick, command, bank, row, column));
  }

  /** Names the first difference, and what came before it. */
  private static void assertSame(
      List<TracedCommand> expected, List<TracedCommand> actual, String where) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i))
          .as("command %d after %s of %s", i, expected.subList(Math.max(0, i - 6), i), where)
          .isEqualTo(expected.get(i));
    }
    assertThat(actual).as("commands of " + where).hasSameSizeAs(expected);
  }
}
