package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryCommandTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("picojoule.root"), "memory/src/test/resources/dram");
  private static final String RAMULATOR = "ramulator-2.1/DDR4_3200";
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

  private static Answer memory(String device, Object trace, String... more) {
    return Answer.to(
        Stream.concat(
                Stream.of("memory", "--device", device, "--trace", trace.toString()),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Path trace(String text) throws IOException {
    return Files.writeString(folder.resolve("requests.txt"), text);
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
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

  @ParameterizedTest
  @CsvSource({"hbm2-2000", "lpddr5-6400", "ddr4-3200", "dramsim3/HBM2_8Gb"})
  void theEnergyIsTheSumOfItsParts(String device) throws IOException {
    JsonNode json = memory(device, trace("R 0 0\nW 1000 0\nR 40 5000\n"), "--json").json();
    double sum = 0;
    for (JsonNode part : json.get("energy")) {
      sum += part.asDouble();
    }
    double energy = json.get("energy_pj").asDouble();
    assertThat(energy).isPositive().isCloseTo(sum, within(energy * 1e-12));
    assertThat(json.get("energy").get("activate").asDouble()).isPositive();
    double bits = 8 * json.get("bandwidth_gbps").asDouble() * json.get("time_ns").asDouble();
    assertThat(json.get("pj_per_bit").asDouble()).isCloseTo(energy / bits, within(1e-6));
  }

  /** 909 pJ for the row, 686 for the burst, 0.80 for each of its 256 bits. */
  @Test
  void theTableTellsWhereTheEnergyWent() throws IOException {
    assertThat(memory("hbm2-2000", trace("R 0 0\n")).out())
        .containsPattern("energy +\\d+\\.\\d+ nJ, \\d+\\.\\d\\d pJ per bit\n")
        .containsPattern("  activate +909\\.0 pJ\n")
        .containsPattern("  read +686\\.0 pJ\n")
        .containsPattern("  data interface +204\\.8 pJ\n");
  }

  /** Eight devices, 1.2 V, 0.63 ns: the formulas of golden/dram/README.md 3.6 by hand. */
  @Test
  void theProfileOfDramsim3PricesAsDramsim3Does() throws IOException {
    JsonNode energy = memory("dramsim3/DDR4_3200", trace("R 0 0\n"), "--json").json().get("energy");
    double cycle = 8 * 1.2 * 0.63;
    assertThat(energy.get("activate").asDouble())
        .isCloseTo(cycle * (57 * 74 - (52 * 52 + 37 * 22)), within(1e-6));
    assertThat(energy.get("read").asDouble()).isCloseTo(cycle * (168 - 52) * 4, within(1e-6));
    assertThat(energy.get("write").asDouble()).isZero();
    assertThat(energy.get("refresh").asDouble()).isZero();
  }

  @Test
  void aDeviceWithoutPricesHasNoEnergy() throws IOException {
    Path trace = trace("R 0 0\n");
    JsonNode json = memory(RAMULATOR, trace, "--json").json();
    for (String name : List.of("energy", "energy_pj", "pj_per_bit")) {
      assertThat(json.has(name)).isTrue();
      assertThat(json.get(name).isNull()).as(name).isTrue();
    }
    assertThat(memory(RAMULATOR, trace).out())
        .contains("unknown: the device's file gives no prices");
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

  @ParameterizedTest
  @ValueSource(strings = {RAMULATOR, "hbm2-2000", "dramsim3/DDR4_3200", "hbm3-6400"})
  void picturesLieInTheFolderOfResults(String device) throws IOException {
    Path out = folder.resolve("out");
    Answer answer =
        memory(
            device,
            trace("R 0 0\nW 1000 0\nR 40000 5000\n"),
            "--chart=banks",
            "--chart=bandwidth",
            "--window=8us",
            "--out=" + out);
    assertThat(answer.error()).isEmpty();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "banks.png", "banks.svg", "bandwidth.png", "bandwidth.svg", "summary.json");
    }
    assertThat(Files.readString(out.resolve("banks.svg"))).contains(">row open<", ">time (µs)<");
    assertThat(Files.readString(out.resolve("bandwidth.svg")))
        .contains(">bandwidth (GB/s)<", "peak of the data buses");
  }

  @Test
  void anEmptyTraceHasPicturesToo() throws IOException {
    Answer answer =
        memory(RAMULATOR, trace(""), "--chart=banks", "--chart=bandwidth", "--out=" + folder);
    assertThat(answer.error()).isEmpty();
    assertThat(folder.resolve("banks.png")).isNotEmptyFile();
    assertThat(folder.resolve("bandwidth.svg")).isNotEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "R 1 0                       | line 1: address 0x1 is no multiple of the 64 B of a burst",
        "R 0 0;R 61 0                | line 2: address 0x61 is no multiple of the 64 B of a burst",
        "R 0 0;R 4g 0                | line 2: '4g' is no hexadecimal address",
        "R 0 0;# comment;R -40 0     | line 3: '-40' is no hexadecimal address",
        "R 200000000 0               | line 1: address 0x200000000 is beyond the capacity of 8589934592 B",
        "R fffffffffffffffff 0       | line 1: 'fffffffffffffffff' is no hexadecimal address",
        "R 0 7;;R 40 6               | line 3: goes back in time, from 7 to 6",
        "R 0 0;R 40 1.5              | line 2: '1.5' is no whole number of nanoseconds",
        "R 0 0;R 40                  | line 2: has 2 fields, not the 3 of 'R|W hexadecimal-address nanoseconds'",
        "R 0 0 0                     | line 1: is no request; a line is one of 'R|W hexadecimal-address nanoseconds', 'LD|ST address'",
        "R 0 0;R 0 0 0               | line 2: has 4 fields, not the 3",
        "R 0 0;R 0 0 0 0             | line 2: has too many fields",
        "R 0 0;X 40 0                | line 2: 'X' is neither read nor write",
        "0x0 READ 0;0x40 READ x      | line 2: 'x' is no whole number of cycles",
        "LD 0;LD 0y40                | line 2: '0y40' is no decimal address"
      })
  void aBadLineOfATraceIsNamed(String text, String line) throws IOException {
    Path trace = trace(text.replace(';', '\n') + "\n");
    memory(RAMULATOR, trace).assertRefused(trace + ": " + line);
    memory(RAMULATOR, trace, "--commands", folder.resolve("c.csv").toString())
        .assertRefused(trace + ": " + line);
    assertThat(folder.resolve("c.csv")).doesNotExist();
  }

  @Test
  void halfAGzipIsNamed() throws IOException {
    Path whole = folder.resolve("whole.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(whole))) {
      for (int i = 0; i < 20_000; i++) {
        stream.write(
            "R %x 0\n".formatted(i * 0x7_1c40L & 0xffff_ffc0L).getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : new int[] {5, 12, bytes.length / 2, bytes.length - 1}) {
      Path half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(bytes, length));
      Answer answer = memory(RAMULATOR, half);
      answer.assertRefused("the gzip stream is damaged or cut short");
      assertThat(answer.error()).contains(half.toString());
    }
    Path half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(memory(RAMULATOR, half).error()).containsPattern(": line \\d{3,}: the gzip");
  }

  @Test
  void whatCannotBeReadOrWrittenIsNamed() throws IOException {
    Path trace = trace("R 0 0\n");
    memory(RAMULATOR, folder.resolve("none.txt"))
        .assertRefused("none.txt: cannot be read: there is");
    memory(RAMULATOR, folder).assertRefused(folder + ": ");
    memory(RAMULATOR, trace, "--commands", folder.toString())
        .assertRefused(folder + ": is a folder where a file belongs");
    memory(RAMULATOR, trace, "--commands", trace + "/commands.csv")
        .assertRefused("is a file where a folder belongs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ramulator-2.1/DDR4_320 | | --device: unknown memory 'ramulator-2.1/DDR4_320'; did you mean 'ramulator-2.1/DDR4_3200'?",
        "ramulator-2.1/DDR4_3200 | --mapping m3 | --mapping: mapping: unknown mapping 'm3'; did you mean 'm1'?",
        "ramulator-2.1/DDR4_3200 | --mapping row | --mapping: mapping: unknown mapping 'row'",
        "hbm2-2000 | --mapping row | --mapping: mapping: 'row' lacks the field",
        "ramulator-2.1/DDR4_3200 | --chart banks | --chart: give --out DIR, the folder for its files",
        "ramulator-2.1/DDR4_3200 | --chart bank --out F | --chart: unknown chart 'bank'; did you mean 'banks'?",
        "ramulator-2.1/DDR4_3200 | --chart banks --out F --window 2 | --window: '2' has no unit",
        "ramulator-2.1/DDR4_3200 | --chart banks --out F --window 1ms | --window: 1ms is not from 1 ns to 100 us",
        "ramulator-2.1/DDR4_3200 | --injection 2 | --injection: '2' is not 1 or unlimited",
        "ramulator-2.1/DDR4_3200 | --set organisation.banks=3 | organisation.banks: 3 is no power of two",
        "ramulator-2.1/DDR4_3200 | --set organisation.banks=64 | organisation.banks: times bank-groups times ranks is above 64",
        "ramulator-2.1/DDR4_3200 | --set organisation.columns=4 | organisation.columns: are fewer than one burst",
        "hbm2-2000 | --set organisation.channels=3 | organisation.channels: 3 is no power of two",
        "ramulator-2.1/DDR4_3200 | --set organisation.bank=4 | organisation.bank: unknown key",
        "dramsim3/DDR4_3200 | --set organisation.ranks=2 | organisation.ranks: 2 is more than the 1",
        "dramsim3/DDR4_3200 | --set organisation.channels=2 | organisation.channels: 2 is more than the 1",
        "dramsim3/DDR4_3200 | --set controller.profile=dramsim2 | controller.profile: 'dramsim2' is not 'dramsim3'"
      })
  void aDeviceThatCannotBeIsRefused(String device, String options, String line) throws IOException {
    String[] more =
        options == null
            ? new String[0]
            : options.replace(" F", " " + folder.resolve("out")).split(" ", -1);
    memory(device, trace("R 0 0\n"), more).assertRefused(line);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aConstraintThatNamesNoCommandIsRefused() throws IOException {
    Path shipped =
        Path.of(
            System.getProperty("picojoule.root"), "configs/memory/ramulator-2.1/DDR4_3200.yaml");
    String text =
        Files.readAllLines(shipped).stream()
            .map(line -> line.replace("../policies", shipped.getParent() + "/../policies"))
            .map(
                line ->
                    line.replace(
                        "[PREpb, PREab], following: [REFab]", "[PREpc], following: [REFab]"))
            .collect(Collectors.joining("\n"));
    Path device = Files.writeString(folder.resolve("device.yaml"), text);
    Answer answer = memory(device.toString(), trace("R 0 0\n"));
    answer.assertRefused("device.yaml: constraints");
    assertThat(answer.error()).contains("PREpc", "PREpb");
  }
}
