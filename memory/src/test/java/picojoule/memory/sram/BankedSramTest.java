package picojoule.memory.sram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.isa.Operand;
import picojoule.memory.dram.transfer.Traffic;
import picojoule.memory.dram.transfer.Traffic.Planned;
import picojoule.memory.sram.BankedSramSpec.Arbitration;
import picojoule.sim.Clock;
import picojoule.sim.EventQueue;

class BankedSramTest {

  private static final String SRAM =
      "{capacity: 64 KiB, banks: 8, word: 32 B, interleave-words: 1, ports: {shared: 1},"
          + " access-words: 8, latency: 1, arbitration: round-robin}";

  private static Section section(String... settings) {
    return ConfigFile.with(ConfigFile.read("sram.yaml", new StringReader(SRAM)), List.of(settings));
  }

  private static BankedSramSpec random(Random random) {
    int banks = 1 + random.nextInt(9);
    int word = 1 + random.nextInt(16);
    int interleave = 1 + random.nextInt(3);
    boolean shared = random.nextBoolean();
    return new BankedSramSpec(
        (long) banks * word * interleave * (1 + random.nextInt(200)),
        banks,
        word,
        interleave,
        shared ? random.nextInt(2) : 1 + random.nextInt(2),
        shared ? random.nextInt(2) : 1,
        shared ? 1 + random.nextInt(2) : 0,
        1 + random.nextInt(12),
        1 + random.nextInt(4),
        Arbitration.values()[random.nextInt(2)]);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void completesEveryTransferInTheCycleOfTheClockByClockModel(@ForAll long seed) {
    Random random = new Random(seed);
    BankedSramSpec spec = random(random);
    Clock clock = new Clock("sram", 1000, 1L + random.nextInt(5));
    Traffic traffic = Traffic.random(random, spec.capacityBytes());
    EventQueue queue = new EventQueue();
    BankedSram sram = new BankedSram(spec, queue, clock);
    EventQueue slow = new EventQueue();
    ReferenceBankedSram reference = new ReferenceBankedSram(spec, slow, clock);
    assertThat(traffic.run(queue, sram)).isEqualTo(traffic.run(slow, reference));
    BankedSramStatistics did = sram.statistics();
    assertThat(did.readWords() + did.writtenWords()).isEqualTo(reference.words());
    assertThat(did.conflicts()).isEqualTo(reference.conflicts());
    Statistics.label("conflicts").collect(did.conflicts() > 0);
  }

  private static Planned plan(Operand operand, boolean write, long address, long bytes) {
    return new Planned(operand, write, address, 1, bytes, 0, -1, 0);
  }

  private static List<Long> run(BankedSramSpec spec, Planned... plan) {
    EventQueue queue = new EventQueue();
    return new Traffic(List.of(plan))
        .run(queue, new BankedSram(spec, queue, new Clock("sram", 1000, 1)));
  }

  @Test
  void accessesToAllBanksGoOnWithoutAConflict() {
    // 64 words, 8 a cycle; the last has been moved a cycle after the eighth has begun.
    assertThat(run(BankedSramSpec.read(section()), plan(Operand.WEIGHTS, false, 0, 2048)))
        .containsExactly(8L);
  }

  @Test
  void twoClientsOfTheSameBanksShareTheirPorts() {
    Planned read = plan(Operand.WEIGHTS, false, 0, 2048);
    Planned write = plan(Operand.WEIGHTS, true, 4096, 2048);
    assertThat(run(BankedSramSpec.read(section()), read, write)).containsExactly(15L, 16L);
    assertThat(run(BankedSramSpec.read(section("arbitration=fixed")), read, write))
        .containsExactly(8L, 16L);
    assertThat(
            run(
                BankedSramSpec.read(section("ports.shared=0", "ports.read=1", "ports.write=1")),
                read,
                write))
        .containsExactly(8L, 8L);
  }

  @Test
  void wordsOfOneBankTakeTurns() {
    assertThat(
            run(
                BankedSramSpec.read(section("interleave-words=8")),
                plan(Operand.WEIGHTS, false, 0, 256)))
        .containsExactly(8L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ports.shared=0 | sram.yaml: ports: no bank can be read; give a read or a shared port",
        "banks=0 | banks: 0 is out of range",
        "word=1 MiB | word: is wider than 4096 B",
        "capacity=1000 B | capacity: a capacity of 1000 bytes is no whole number of turns",
        "arbitration=round-robn | unknown choice 'round-robn'; did you mean 'round-robin'?",
        "latency=0 | latency: 0 is out of range",
      })
  void aBrokenSramGetsOneLine(String setting, String line) {
    assertThatThrownBy(() -> BankedSramSpec.read(section(setting)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }
}
