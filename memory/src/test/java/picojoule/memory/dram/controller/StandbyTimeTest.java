package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

class StandbyTimeTest {

  private static final String[] DEVICES = {
    "ddr4-3200", "ddr5-4800", "lpddr4-4266", "lpddr5-6400", "hbm2-2000", "hbm3-6400"
  };

  /** On random devices, policies and traffic the counts are those of looking at every tick. */
  @Property(tries = 60)
  void countsTheTicksWithRowsOpenAsIfEveryTickWereLookedAt(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int device,
      @ForAll @IntRange(max = 2) int log) {
    Section section =
        ConfigFile.with(
            ConfigFile.read(
                Path.of(
                    System.getProperty("picojoule.root"),
                    "configs/memory/" + DEVICES[device] + ".yaml")),
            List.of(
                "organisation.channels=1",
                "organisation.ranks=" + (1 << Math.min(log, 1)),
                "controller.row-policy=" + (seed % 2 == 0 ? "closed" : "open"),
                "controller.refresh="
                    + (device > 1 && log == 2 ? "per-bank" : seed % 3 == 0 ? "none" : "all-bank")));
    DramSpec spec = DramSpec.read(section);
    ControllerPolicy policy = ControllerPolicy.read(section.section("controller"), spec);
    List<OpenRows.Issued> issued = new ArrayList<>();
    ReplayStatistics statistics =
        new Replay(spec, policy)
            .run(
                new Pauses(new Random(seed), spec),
                true,
                (tick, command, bank, row, column) ->
                    issued.add(new OpenRows.Issued(tick, command, bank)));

    assertThat(statistics.activeTicks())
        .isEqualTo(OpenRows.activeTicks(spec, issued, statistics.ticks()));
    assertThat(statistics.activeTicks() + statistics.allBanksIdleTicks())
        .isEqualTo(statistics.ticks() * spec.organisation().parts(Level.RANK));
    assertThat(statistics.activeTicks()).isPositive();
  }

  @Test
  void goesOnFromTheStateThatItTakesOver() {
    Organisation organisation =
        DramSpec.read(
                ConfigFile.read(
                    Path.of(System.getProperty("picojoule.root"), "configs/memory/ddr4-3200.yaml")))
            .organisation();
    StandbyTime other = new StandbyTime(organisation);
    other.opened(1, 10);
    other.closed(1, 15);
    other.opened(2, 20);
    StandbyTime standby = new StandbyTime(organisation);
    standby.become(other);
    standby.closed(2, 27);
    assertThat(standby.activeTicks(30)).isEqualTo(5 + 7);
    assertThat(standby.idleTicks(30)).isEqualTo(18);
    assertThat(other.activeTicks(30)).as("the other one goes on alone").isEqualTo(5 + 11);
  }

  /** Some requests, with pauses long enough for a refresh. */
  private static final class Pauses implements RequestSource {

    private final Random random;
    private final long bursts;
    private final int burstBytes;
    private final int interval;
    private int left = 60;
    private long tick;
    private long burst;
    private boolean write;

    Pauses(Random random, DramSpec spec) {
      this.random = random;
      burstBytes = spec.organisation().burstBytes();
      bursts = spec.organisation().capacityBytes() / burstBytes;
      interval = spec.timing().refreshInterval();
    }

    @Override
    public boolean next() {
      tick += random.nextInt(10) == 0 ? random.nextInt(interval) : random.nextInt(30);
      burst = random.nextInt(3) == 0 ? (burst + 1) % bursts : (long) (random.nextDouble() * bursts);
      write = random.nextInt(3) == 0;
      return left-- > 0;
    }

    @Override
    public boolean isWrite() {
      return write;
    }

    @Override
    public long address() {
      return burst * burstBytes;
    }

    @Override
    public long earliestTick() {
      return tick;
    }
  }
}
