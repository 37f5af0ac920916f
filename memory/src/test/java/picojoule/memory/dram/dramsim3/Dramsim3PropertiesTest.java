package picojoule.memory.dram.dramsim3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import picojoule.memory.dram.replay.ReplayStatistics;

class Dramsim3PropertiesTest {

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void commandsAndCountsEqualTheClockByClockControllers(
      @ForAll long seed, @ForAll boolean unlimited) {
    Dramsim3Case random = Dramsim3Case.random(new Random(seed));
    List<ReplayedCommand> expected = new ArrayList<>();
    ReplayStatistics expectedStatistics =
        new ReferenceDramsim3Controller(
                random.timing(),
                random.organisation(),
                random.mapping(),
                random.controller(),
                new RequestList(random.requests()),
                unlimited,
                (tick, command, bank, row, column) ->
                    expected.add(new ReplayedCommand(tick, command, bank, row, column)))
            .replay();

    List<ReplayedCommand> commands = new ArrayList<>();
    ReplayStatistics statistics =
        new Dramsim3Controller(
                random.timing(), random.organisation(), random.mapping(), random.controller())
            .replay(
                new RequestList(random.requests()),
                unlimited,
                (tick, command, bank, row, column) ->
                    commands.add(new ReplayedCommand(tick, command, bank, row, column)));

    assertThat(commands).isEqualTo(expected);
    assertThat(statistics).usingRecursiveComparison().isEqualTo(expectedStatistics);
  }
}
