package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.explore.cli.MemoryVerb.RAMULATOR;
import static picojoule.explore.cli.MemoryVerb.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRefusalsTest {

  @TempDir Path folder;

  private Path trace(String text) throws IOException {
    return MemoryVerb.trace(folder, text);
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
        "ramulator-2.1/DDR4_3200 | --window 3us | --window: is how much --chart banks shows; add that or leave --window out",
        "ramulator-2.1/DDR4_3200 | --chart bandwidth --out F --window 3us | --window: is how much --chart banks shows",
        "ramulator-2.1/DDR4_3200 | --injection 2 | --injection: '2' is not 1 or unlimited",
        "hbm2-2000 | --set controller.refresh=same-bank | controller.refresh: is same-bank, but the device has no timing tREFIsb",
        "ddr5-4800 | --set controller.refresh=per-bank | controller.refresh: is per-bank, but the device has no timing tREFIpb",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ramulator-2.1/DDR4_3200 | row bank channel:3 column bank-group | 'row bank channel:3 column"
            + " bank-group' gives channel more bits than the 0 that it has",
        "hbm2-2000 | row bank column channel:4 pseudo-channel bank-group | gives channel more bits"
            + " than the 3 that it has"
      })
  void aMappingWithTooManyBitsIsRefused(String device, String mapping, String line)
      throws IOException {
    memory(device, trace("R 0 0\n"), "--mapping", mapping).assertRefused(line);
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
