package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static picojoule.explore.cli.MemoryVerb.RAMULATOR;
import static picojoule.explore.cli.MemoryVerb.lines;
import static picojoule.explore.cli.MemoryVerb.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryCommandTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("picojoule.root"), "memory/src/test/resources/dram");
  private static final String MIX = GOLDEN + "/commands-in/g64_r8192_b16_c_mix21.txt.gz";

  /** DRAMsim3's words for commands. */
  private static final Map<String, String> DRAMSIM3 =
      Map.of(
          "activate", "ACT",
          "precharge", "PREpb",
          "read", "RD",
          "write", "WR",
          "refresh", "REFab");

  @TempDir Path folder;

  private Path trace(String text) throws IOException {
    return MemoryVerb.trace(folder, text);
  }

  /** Cycles and command lines of commands-INDEX.csv, and the commands themselves. */
  @ParameterizedTest
  @CsvSource({"M1, 38302, commands.csv", "m2, 28122, commands.csv.gz"})
  void aReplayUnderTheProfileOfRamulatorIsRamulators(String mapping, long cycles, String name)
      throws IOException {
    Path commands = folder.resolve(name);
    JsonNode json =
        memory(RAMULATOR, MIX, "--mapping", mapping, "--json", "--commands", commands.toString())
            .json();
    assertThat(json.get("cycles").asLong()).isEqualTo(cycles);
    String golden =
        "commands/r21_DDR4_3200_%s_c_mix21.cmd.gz".formatted(mapping.toUpperCase(Locale.ROOT));
    assertThat(lines(commands))
        .isEqualTo(
            lines(GOLDEN.resolve(golden)).stream()
                .map(line -> line.replaceAll("(,[^,]*){2}$", ""))
                .toList());
  }

  @Test
  void aReplayUnderTheProfileOfDramsim3IsDramsim3s() throws IOException {
    Path commands = folder.resolve("commands.csv");
    Answer answer =
        memory("dramsim3/DDR4_3200", MIX, "--mapping", "m2", "--commands", commands.toString());
    assertThat(answer.error()).isEmpty();
    List<String> golden =
        lines(GOLDEN.resolve("dramsim3/d3_DDR4_3200_M2_c_mix21.cmd.gz")).stream()
            .map(line -> line.strip().split("\\s+", -1))
            .map(words -> words[0] + "," + DRAMSIM3.get(words[1]))
            .toList();
    assertThat(lines(commands).stream().skip(1))
        .map(line -> line.replaceAll("^(\\d+,\\w+),.*$", "$1"))
        .isEqualTo(golden);
  }

  @Test
  void ofADeviceOfSeveralChannelsOneIsKept() throws IOException {
    Path trace = trace("R 0 0\nR 3fffffe0 0\n");
    JsonNode whole = memory("hbm2-2000", trace, "--json").json();
    JsonNode one = memory("hbm2-2000", trace, "--json", "--set", "organisation.channels=1").json();
    assertThat(whole).isEqualTo(one);
    assertThat(whole.get("peak_bandwidth_gbps").asDouble()).isCloseTo(32, within(1e-9));
    memory("hbm2-2000", trace("R 40000000 0\n"))
        .assertRefused("line 1: address 0x40000000 is beyond the capacity of 1073741824 B");
  }

  /** Mappings of whole systems: the bits of the channel are none here, wherever they stand. */
  @Test
  void aMappingOfAllChannelsIsTaken() throws IOException {
    Path trace = trace("R 0 0\nR 1000 0\nR 20000 0\n");
    JsonNode plain =
        memory(
                "hbm2-2000",
                trace,
                "--json",
                "--mapping",
                "row bank column channel pseudo-channel bank-group")
            .json();
    for (String mapping :
        List.of(
            "row bank column channel:3 pseudo-channel bank-group",
            "row bank column channel:1 pseudo-channel channel:2 bank-group")) {
      assertThat(memory("hbm2-2000", trace, "--json", "--mapping", mapping).json())
          .as(mapping)
          .isEqualTo(plain);
    }
  }

  @Test
  void anEmptyTraceTakesNoTime() throws IOException {
    for (String device : List.of(RAMULATOR, "hbm2-2000", "dramsim3/DDR4_3200")) {
      for (String text : List.of("", "# nothing\n\n")) {
        Answer answer = memory(device, trace(text), "--json");
        assertThat(answer.error()).isEmpty();
        JsonNode json = answer.json();
        assertThat(json.get("reads").asLong() + json.get("writes").asLong()).isZero();
        assertThat(json.get("bandwidth_gbps").asDouble()).isZero();
        assertThat(memory(device, trace(text)).code()).isZero();
      }
    }
  }

  @Test
  void aTraceComesFromStandardInput() throws IOException {
    String text = "R 0 0\nW 40 3\n";
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
      assertThat(memory(RAMULATOR, "-", "--json").json())
          .isEqualTo(memory(RAMULATOR, trace(text), "--json").json());
      System.setIn(new ByteArrayInputStream("R 1 0\n".getBytes(StandardCharsets.UTF_8)));
      memory(RAMULATOR, "-").assertRefused("standard input: line 1: address 0x1 is no multiple");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void theTracesOfOtherSimulatorsSayTheSame() throws IOException {
    JsonNode ours = memory(RAMULATOR, trace("R 0 0\nW 40 0\nR 80 0\n"), "--json").json();
    for (String other :
        List.of(
            "LD 0x0\nST 0x40\nLD 0x80\n",
            "LD 0\nST 64\nLD 128\n",
            "0x0 R\n0x40 W\n0x80 R\n",
            "0x0 READ 0\n0x40 WRITE 0\n0x80 READ 0\n")) {
      assertThat(memory(RAMULATOR, trace(other), "--json").json()).as(other).isEqualTo(ours);
    }
  }

  @Test
  void theTimesOfDramsim3AreCycles() throws IOException {
    JsonNode cycles = memory(RAMULATOR, trace("0x0 READ 1600\n"), "--json").json();
    JsonNode nanoseconds = memory(RAMULATOR, trace("R 0 1000\n"), "--json").json();
    assertThat(cycles).isEqualTo(nanoseconds);
    assertThat(cycles.get("last_accept_cycle").asLong()).isEqualTo(1600);
  }

  @Test
  void theFolderOfResultsSaysWhatTheJsonSays() throws IOException {
    Path out = folder.resolve("out");
    JsonNode json =
        memory(
                RAMULATOR,
                trace("R 0 0\n"),
                "--json",
                "--out",
                out.toString(),
                "--commands",
                "c.csv")
            .json();
    assertThat(Answer.jsonOf(out.resolve("summary.json"))).isEqualTo(json);
    assertThat(lines(out.resolve("c.csv"))).hasSize(3).first().asString().startsWith("clock,");
  }
}
