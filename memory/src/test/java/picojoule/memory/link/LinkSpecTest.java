package picojoule.memory.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.isa.Operand;
import picojoule.memory.dram.transfer.Traffic;
import picojoule.memory.dram.transfer.Traffic.Planned;
import picojoule.memory.request.IdealMemory;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

class LinkSpecTest {

  private static final Path LINKS = Path.of(System.getProperty("picojoule.root"), "configs/links");

  private static LinkSpec read(String name, String... settings) {
    Section section =
        ConfigFile.with(ConfigFile.read(LINKS.resolve(name + ".yaml")), List.of(settings));
    LinkSpec spec = LinkSpec.read(section);
    section.rejectUnknownKeys();
    return spec;
  }

  @Test
  void everyShippedLinkCoversItsLatencyWithRequests() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(LINKS)) {
      files = found.toList();
    }
    assertThat(files).hasSize(5);
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".yaml", "");
      LinkSpec spec = read(name);
      assertThat(spec.name()).isEqualTo(name);
      assertThat(bandwidth(spec, false))
          .as("bytes per nanosecond read through %s", name)
          .isGreaterThan(
              0.95
                  * spec.fromMemory().bytesPerSecond()
                  * 1e-9
                  * spec.requestBytes()
                  / spec.wireBytes(spec.requestBytes()));
    }
  }

  @Test
  void bothDirectionsCarryDataAtTheSameTime() {
    LinkSpec spec = read("nvlink-c2c");
    long bytes = 1 << 22;
    long alone = run(spec, List.of(planned(false, 0, bytes)));
    long both = run(spec, List.of(planned(false, 0, bytes), planned(true, bytes, bytes)));
    assertThat((double) both / alone).isLessThan(1.6);
  }

  private static Planned planned(boolean write, long address, long bytes) {
    return new Planned(Operand.KV_CACHE, write, address, 1, bytes, 0, -1, 0);
  }

  private static double bandwidth(LinkSpec spec, boolean write) {
    long bytes = 1 << 24;
    return bytes / (run(spec, List.of(planned(write, 0, bytes))) * 1e-3);
  }

  /** The ticks, picoseconds, that transfers take of a memory that is quicker than any link. */
  private static long run(LinkSpec spec, List<Planned> plan) {
    EventQueue queue = new EventQueue();
    IdealMemory memory = new IdealMemory(queue, 1 << 24, 50_000, 4);
    Link link = new Link("link", spec, memory, queue, TimeBase.of(1000), Timeline.OFF);
    return new Traffic(plan).run(queue, link).stream().mapToLong(Long::longValue).max().orElse(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to-memory.bandwidth=0 GB/s | to-memory.bandwidth: '0 GB/s' is not above zero",
        "to-memory.bandwidth=-1 GB/s | is not above zero",
        "from-memory.bandwidth=1.5 kB/s | is no unit here",
        "from-memory.bandwidth=1 B/s | is no whole number of MB/s",
        "from-memory.latency=-1 ns | from-memory.latency: '-1 ns' is negative",
        "packet.payload=0 B | packet.payload: '0 B' is not above zero",
        "packet.payload=1 GiB | packet.payload: 1073741824 B is above 65536 B",
        "outstanding=0 | outstanding: 0 is out of range",
        "energy.per-bit=1 W | 'W' in '1 W' is no unit here",
        "packets.payload=3 B | unknown key 'packets'; did you mean 'packet'?",
      })
  void aBrokenLinkGetsOneLine(String setting, String line) {
    assertThatThrownBy(() -> read("nvlink-c2c", setting))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }
}
