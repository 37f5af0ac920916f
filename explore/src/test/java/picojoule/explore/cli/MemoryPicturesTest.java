package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.explore.cli.MemoryVerb.RAMULATOR;
import static picojoule.explore.cli.MemoryVerb.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPicturesTest {

  @TempDir Path folder;

  private Path trace(String text) throws IOException {
    return MemoryVerb.trace(folder, text);
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
}
