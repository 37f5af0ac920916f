package picojoule.explore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void scaleSimsCyclesAreOurs() throws IOException {
    assertThat(exact(Answer.toLine("validate scalesim --json").json(), "last_cycle"))
        .isEqualTo(114);
  }

  @Test
  void bitModsCyclesAreItsSimulators() throws IOException {
    JsonNode rows = Answer.toLine("validate bitmod --json").json();
    // Five accelerators, two phases, the three models that are shown.
    assertThat(exact(rows, "cycles")).isEqualTo(30);
    // The published means have two decimals.
    int means = 0;
    for (JsonNode row : rows) {
      if (row.get("metric").asText().equals("mean_speedup")) {
        assertThat(row.get("ours").asDouble())
            .as(row.get("case").asText())
            .isBetween(
                row.get("reference").asDouble() - 0.005, row.get("reference").asDouble() + 0.005);
        means++;
      }
    }
    assertThat(means).isEqualTo(6);
  }

  @Test
  void mixPesCyclesAndStallsAreItsSimulators() throws IOException {
    JsonNode rows = Answer.toLine("validate mixpe --json").json();
    // Seven accelerators on two models, and 129 of their layers.
    assertThat(exact(rows, "cycles")).isEqualTo(14 + 129);
    assertThat(exact(rows, "stall_cycles")).isEqualTo(14 + 129);
  }

  /** Checks that all figures of a metric that have a reference equal it, and counts them. */
  private static int exact(JsonNode rows, String metric) {
    int count = 0;
    for (JsonNode row : rows) {
      if (row.get("metric").asText().equals(metric) && !row.get("reference").isNull()) {
        assertThat(row.get("ours").asDouble())
            .as(row.get("case").asText())
            .isEqualTo(row.get("reference").asDouble());
        assertThat(row.get("difference_pct").asDouble()).isZero();
        count++;
      }
    }
    return count;
  }

  @Test
  void lutTensorCoresPeaksAreItsIdentities() throws IOException {
    JsonNode rows = Answer.toLine("validate lut-tensor-core --json").json();
    // Processors, cores each, 512 products at one bit, arrays, bits, two operations, clock.
    assertPeak(rows, "A100-LUT-4X W2A8", 108 * 4 * 512 * 4 / 2 * 2 * 1.41e9);
    assertPeak(rows, "A100-LUT-8X W2A8", 108 * 4 * 512 * 8 / 2 * 2 * 1.41e9);
    assertPeak(rows, "H100-LUT-4X W2AFP8", 132 * 4 * 512 * 4 / 2 * 2 * 1.41e9);
    assertPeak(rows, "H100-LUT-8X W2AFP8", 132 * 4 * 512 * 8 / 2 * 2 * 1.41e9);
    assertThat(row(rows, "OPT-175B naive", "table_computations").get("ours").asDouble())
        .isEqualTo(12288 / 4);
  }

  private static void assertPeak(JsonNode rows, String name, double operations) {
    // The clock's period is a whole number of femtoseconds.
    assertThat(row(rows, name, "peak").get("ours").asDouble() * 1e12 / operations)
        .isBetween(1 - 1e-6, 1 + 1e-6);
  }

  private static JsonNode row(JsonNode rows, String name, String metric) {
    for (JsonNode row : rows) {
      if (row.get("case").asText().equals(name) && row.get("metric").asText().equals(metric)) {
        return row;
      }
    }
    throw new AssertionError("no row " + name + ", " + metric);
  }

  @Test
  void narrowerFormatsOfXrNpeAreFaster() throws IOException {
    JsonNode rows = Answer.toLine("validate xr-npe --json").json();
    assertThat(row(rows, "posit(8,0)", "throughput_over_posit16").get("ours").asDouble())
        .isEqualTo(2);
    assertThat(row(rows, "fp4-e2m1", "throughput_over_posit16").get("ours").asDouble())
        .isEqualTo(4);
    long narrow = row(rows, "UL-VIO FP4", "cycles").get("ours").asLong();
    long mixed = row(rows, "UL-VIO mixed", "cycles").get("ours").asLong();
    long wide = row(rows, "UL-VIO Posit(8,0)", "cycles").get("ours").asLong();
    assertThat(mixed).isStrictlyBetween(narrow, wide);
  }

  @Test
  void eightBitPartialSumsNeverSaveMoreThanTheirShare() throws IOException {
    JsonNode rows = Answer.toLine("validate apsq --json").json();
    for (String name : new String[] {"is BERT-base", "ws Segformer-B0", "ws LLaMA-2-7B"}) {
      double share = row(rows, name, "psum_share").get("ours").asDouble();
      double saving = row(rows, name, "saving_group_1").get("ours").asDouble();
      assertThat(share).isBetween(0.0, 100.0);
      // A quarter of the bits: three quarters of the share at least, more where less is spilled.
      assertThat(saving).isBetween(0.75 * share - 1e-9, share);
    }
  }

  @Test
  void everythingIsWrittenAsCsvAndDrawn() throws IOException {
    Path csv = folder.resolve("all.csv");
    Path picture = folder.resolve("differences.svg");
    Answer answer =
        Answer.toLine(
            "validate scalesim lut-tensor-core --csv " + csv + " --chart " + picture + " --quiet");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).isEmpty();
    assertThat(Files.readAllLines(csv))
        .startsWith("system,case,metric,unit,reference,ours,difference_pct,source,note")
        .contains(
            "scalesim,os 8x8 5x7x3,last_cycle,cycle,16,16,0,\"SCALE-Sim 1d62b68, CALC mode\",");
    assertThat(Files.readString(picture)).contains("scalesim (114)", "lut-tensor-core (");
  }

  @Test
  void otherModelsAreGivenInAFile() throws IOException {
    Path models =
        Files.writeString(
            folder.resolve("models.yaml"),
            "models:\n  - {name: Llama-2-7B, hidden: 4096, blocks: 32, feed-forward: 11008, heads: 32,"
                + " cache-heads: 32, vocabulary: 32000, gates: 1, generative-bits: {ANT: 5, OliVe:"
                + " 3.75}}\n");
    JsonNode rows = Answer.toLine("validate bitmod --json --models " + models).json();
    assertThat(exact(rows, "cycles")).isEqualTo(10);
    Files.writeString(models, "models: [{name: M, hidden: 64, blocks: 1}]\n");
    Answer.toLine("validate bitmod --models " + models).assertRefused("models[0]");
  }

  @Test
  void whatCannotBeIsRefused() {
    Answer.toLine("validate scalesim --models x.yaml")
        .assertRefused("give bitmod or mixpe with it");
    Answer.toLine("validate bitmode")
        .assertRefused("unknown system 'bitmode'; did you mean 'bitmod'?");
    Answer.toLine("validate --set a=b").assertRefused("validate sets nothing between rows");
    Answer.toLine("validate scalesim --chart x.gif").assertRefused(".png or .svg");
  }
}
