package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.isa.Operand;
import picojoule.isa.Program;
import picojoule.isa.number.IntegerFormat;
import picojoule.memory.link.LinkStatistics;
import picojoule.sim.EventQueue;
import picojoule.sim.SameTickOrder;
import picojoule.sim.Timeline;
import picojoule.workload.compiler.Compiler;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.KeyValueFormat;
import picojoule.workload.quantization.Precision;
import picojoule.workload.quantization.Recipe;
import picojoule.workload.quantization.WeightFormat;

class MachineMemoryTest {

  private static final ConfigFolder CONFIGS = ConfigFolder.shipped();

  private static final String TWO =
      """
      name: two
      memories:
        hbm: {device: hbm2-2000}
        external: {device: lpddr5x-8533, stacks: 2, link: nvlink-c2c}
      """;

  private static final String MAP =
      """
      address-map:
        - {begin: 0 B, size: 4 GiB, memory: hbm, holds: [weights, tables, activations, partial-sums]}
        - {begin: 4 GiB, size: 16 GiB, memory: external, holds: kv-cache}
      """;

  private static MachineSpec read(String yaml, String... settings) {
    try {
      Path file = Files.createTempFile("machine", ".yaml");
      try {
        Files.writeString(file, yaml);
        return MachineFile.read(file, List.of(settings), CONFIGS);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static OperatorGraph graph(int tokens) {
    Precision precision =
        new Precision(
            new WeightFormat(TestMachines.INT8, 0, 16, 0),
            TestMachines.INT8,
            new IntegerFormat(32, true));
    return DecoderGraph.of(
        new DecoderModel("small", 2, 128, 256, 4, 2, 32, 200, false, 16),
        new Recipe("test", "test", precision, new KeyValueFormat(TestMachines.INT8, 16), List.of()),
        Phase.decode(1, tokens));
  }

  private static RunReport run(MachineSpec spec, int tokens) {
    return new Machine(spec).run(Compiler.compile(graph(tokens), spec.target()));
  }

  @Test
  void oneNamedMemoryTakesTheTimeOfAnUnnamedOne() {
    RunReport plain = run(read("name: one\n"), 100);
    RunReport named = run(read("name: one\nmemories: {main: {device: hbm2-2000}}\n"), 100);
    assertThat(named.cycles()).isEqualTo(plain.cycles());
    assertThat(named.memories().get(0).statistics())
        .isEqualTo(plain.memories().get(0).statistics());
  }

  @Test
  void operandsLieWhereTheMapSays() {
    RunReport report = run(read(TWO + MAP), 300);
    MemoryReport hbm = report.memories().get(0);
    MemoryReport external = report.memories().get(1);
    LinkStatistics link = external.link().orElseThrow();
    long read = report.bytesRead().get(Operand.KV_CACHE);
    long written = report.bytesWritten().get(Operand.KV_CACHE);
    assertThat(read).isPositive();
    assertThat(written).isPositive();
    assertThat(external.statistics().bytesRead()).containsEntry(Operand.KV_CACHE, read);
    assertThat(external.requestedReadBytes()).isEqualTo(read);
    assertThat(external.requestedWriteBytes()).isEqualTo(written);
    assertThat(link.fromMemory().payloadBytes()).isEqualTo(read);
    assertThat(link.toMemory().payloadBytes()).isEqualTo(written);
    assertThat(hbm.statistics().bytesRead()).containsEntry(Operand.KV_CACHE, 0L);
    assertThat(hbm.statistics().bytesRead())
        .containsEntry(Operand.WEIGHTS, report.bytesRead().get(Operand.WEIGHTS));
  }

  @Test
  void theShippedMachineReadsWeightsOnThePackageAndTheCacheBehindItsLink() {
    Path file = CONFIGS.root().resolve("machines/mixpe-32x32-hbm3-lpddr5x.yaml");
    RunReport report = run(MachineFile.read(file, List.of(), CONFIGS), 500);
    MemoryReport external = report.memories().get(1);
    assertThat(external.requestedReadBytes()).isEqualTo(report.bytesRead().get(Operand.KV_CACHE));
    assertThat(report.memories().get(0).requestedReadBytes())
        .isGreaterThanOrEqualTo(report.bytesRead().get(Operand.WEIGHTS));
    assertThat(report.dramPeakBytesPerSecond()).isCloseTo(819.2e9 + 546.1e9, within(1e9));
    assertThat(report.energy())
        .extracting(EnergyRow::component)
        .contains("hbm", "external", "external-link");
  }

  @Test
  void aLinksBitsArePricedWithTheirHeaders() {
    RunReport report = run(read(TWO + MAP), 300);
    LinkStatistics link = report.memories().get(1).link().orElseThrow();
    EnergyRow row =
        report.energy().stream()
            .filter(r -> r.component().equals("external-link"))
            .filter(r -> r.action().equals("from-memory-bit"))
            .findFirst()
            .orElseThrow();
    assertThat(row.picojoules()).isCloseTo(8 * link.fromMemory().wireBytes() * 1.3, within(1e-6));
    assertThat(link.fromMemory().wireBytes()).isGreaterThan(link.fromMemory().payloadBytes());
    assertThat(report.energy()).noneMatch(r -> r.component().equals("dram"));
  }

  @Test
  void weightsThatTakeTurnsInTwoMemoriesComeHalfFromEach() {
    MachineSpec spec =
        read(
            """
            name: halves
            memories: {first: {device: hbm2-2000}, second: {device: hbm2-2000}}
            address-map: [{begin: 0 B, size: 8 GiB, memory: [first, second], interleave: 4 KiB}]
            """);
    RunReport report = run(spec, 300);
    assertThat(report.dramPeakBytesPerSecond())
        .isEqualTo(2 * spec.memory().first().peakBytesPerSecond());
    assertThat((double) report.memories().get(0).requestedReadBytes())
        .isCloseTo((double) report.memories().get(1).requestedReadBytes(), within(64 * 1024.0));
  }

  @Test
  void aSlowerLinkIsWaitedFor() {
    MachineSpec slow =
        read(
            """
            name: slow
            memories:
              hbm: {device: hbm2-2000}
              external:
                device: lpddr5x-8533
                link: {preset: pcie-5.0-x16, from-memory: {bandwidth: 1 GB/s}}
            """
                + MAP.replace("16 GiB", "8 GiB"));
    RunReport report = run(slow, 2000);
    long bytes = report.bytesRead().get(Operand.KV_CACHE);
    assertThat(report.nanoseconds()).isGreaterThan((double) bytes);
    assertThat(report.memories().get(1).link().orElseThrow().fromMemory().busyNanoseconds())
        .isGreaterThan(0.5 * report.nanoseconds());
    assertThat(report.stallShares().get(StallCause.KV_CACHE)).isGreaterThan(0.3);
  }

  @Property(tries = 10)
  void theOrderOfSimultaneousEventsChangesNothing(@ForAll long seed) {
    MachineSpec spec = read(TWO + MAP);
    Program program = Compiler.compile(graph(60), spec.target());
    RunReport shuffled =
        new Machine(spec).run(program, new EventQueue(SameTickOrder.shuffled(seed)), Timeline.OFF);
    assertThat(shuffled).isEqualTo(new Machine(spec).run(program));
  }

  @Test
  void aProgramForAnotherPlacementSaysWhatDiffers() {
    Program program = Compiler.compile(graph(60), read(TWO).target());
    assertThatThrownBy(() -> new Machine(read(TWO + MAP)).run(program))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("memory-ranges none against 0+4294967296:weights/");
  }

  @Test
  void whatDoesNotFitItsRangeIsRefused() {
    MachineSpec spec = read(TWO + MAP.replace("size: 16 GiB", "size: 64 KiB"));
    assertThatThrownBy(() -> run(spec, 3000))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("in the range for kv-cache, which has 0.00 GiB")
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memories.external.link=nvlink-c2d | memories.external.link: unknown link 'nvlink-c2d'; did you mean 'nvlink-c2c'?",
        "memories.external.link=no/such.yaml | there is no file",
        "memories.external.stacks=3 | memories.external.stacks: 3 stacks of 4 channels: give a power of two up to 256",
        "memories.external.stack=2 | unknown key 'stack'; did you mean 'stacks'?",
        "memories.external.interleave=48 B | memories.external.interleave: channels cannot take turns after 48 B",
        "memories.external.device=lpddr5 | memories.external.device: unknown memory 'lpddr5'",
        "memories.dma.device=hbm2-2000 | memories.dma: is the name of another part in reports",
        "memories.Third.device=hbm2-2000 | memories.Third: is no name",
        "memory.device=hbm2-2000 | memory: stands beside 'memories'; give its device there",
        "memories.hbm.link.preset=nvlink | memories.hbm.link.preset: unknown link 'nvlink'",
        "memories.hbm.link.bandwidth=1 GB/s | memories.hbm.link.preset: is missing",
      })
  void aBrokenMemoryGetsOneLine(String setting, String line) {
    assertThatThrownBy(() -> read(TWO + MAP, setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aBrokenLinkOfAMachineNamesTheMachinesFileAndKey() {
    String yaml =
        TWO.replace(
            "link: nvlink-c2c", "link: {preset: nvlink-c2c, to-memory: {bandwidth: 0 GB/s}}");
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(
            ".*machine.*yaml: memories.external.link.to-memory.bandwidth: '0 GB/s' is not above zero");
    String unknown = TWO.replace("link: nvlink-c2c", "link: {preset: nvlink-c2c, outstandin: 3}");
    assertThatThrownBy(() -> read(unknown))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unknown key 'outstandin'; did you mean 'outstanding'?");
  }

  @Test
  void aMapWithoutNamesToMapIsRefused() {
    assertThatThrownBy(() -> read("name: one\n" + MAP))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("address-map: maps the names of 'memories', which there are not");
  }
}
