package picojoule.explore.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.TextTable;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.datapath.AccumulationWidth;
import picojoule.pe.datapath.DatapathEvent;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.ExactMatrix;
import picojoule.pe.datapath.ExactProduct;
import picojoule.pe.datapath.GemmError;
import picojoule.pe.datapath.GemmOutput;
import picojoule.pe.datapath.GroupScales;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;

/** A GEMM through a datapath, to the bit. */
@Command(
    name = "datapath",
    description = "Multiplies matrices from files as a datapath does, to the bit.",
    footer = {
      "",
      "Files are CSV, gzip too: activations a token a line, weights a feature a line, both along K.",
      "Numbers are rounded to the nearest that the format holds (the answer says how many were);",
      "0x3a is a bit pattern. Errors are against the exact product of the rounded operands.",
      "",
      "Examples:",
      "  picojoule datapath shift-add --activation int8 --weight int4 --gemm a.csv w.csv --json",
      "  picojoule datapath mac --activation fp16 --weight int4 --gemm a.csv w.csv --group 128",
      "      --scales s.csv --zero-points z.csv"
    })
final class DatapathCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final String RESULT = "result.csv";

  @Mixin DatapathOptions options;

  @Option(
      names = "--gemm",
      paramLabel = "FILE",
      required = true,
      arity = "2",
      description = "Activations, M rows of K; weights, N rows of K.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--scales",
      paramLabel = "FILE",
      description = "Scales of the weights, N rows of a number a group (default: 1).")
  String scales;

  @Option(
      names = "--scale-format",
      paramLabel = "FORMAT",
      defaultValue = "fp16",
      description = "Format of the scales (default: ${DEFAULT-VALUE}).")
  String scaleFormat;

  @Option(
      names = "--zero-points",
      paramLabel = "FILE",
      description = "Zero points, or selectors of bit-serial's tables, as the scales.")
  String zeroPoints;

  @Option(
      names = "--group",
      paramLabel = "N",
      description = "Consecutive weights along K that share a scale (default: all).")
  Integer group;

  @Mixin PartialSumOptions partialSums;

  @Override
  public Integer call() {
    refuseSettings("datapath reads no config; give --activation, --weight and the others");
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY, RESULT));
    DatapathMode mode = options.mode();
    OperandFile activationFile = new OperandFile(files.get(0));
    OperandFile weightFile = new OperandFile(files.get(1));
    if (activationFile.columns() != weightFile.columns()) {
      throw new BadInputException(
          files.get(1),
          "has rows of K = %d where the activations have K = %d"
              .formatted(weightFile.columns(), activationFile.columns()));
    }
    PatternMatrix activations = activationFile.matrix(mode.activation());
    GroupedWeights weights = weights(weightFile.matrix(mode.weight()));
    boolean isScaled = scales != null || zeroPoints != null || group != null;
    GemmOutput output =
        DatapathOptions.checked(
            "--gemm", () -> partialSums.multiply(mode, activations, weights, isScaled));
    GemmError error = GemmError.of(output.result(), ExactProduct.of(activations, weights));
    Map<String, Object> json =
        json(mode, weights.k(), output, error, activationFile.rounded() + weightFile.rounded());
    folder.ifPresent(
        to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n", RESULT, csv(output.result()))));
    answer(json, csv(output.result()) + "\n" + table(output, error));
    return 0;
  }

  private GroupedWeights weights(PatternMatrix codes) {
    int n = codes.rows();
    int k = codes.columns();
    if (scales == null && zeroPoints == null && group == null) {
      return GroupedWeights.unscaled(codes);
    }
    int size = group == null ? k : group;
    if (size < 1) {
      throw new BadInputException("--group", "a group has at least 1 weight, not " + size);
    }
    int groups = (k - 1) / size + 1;
    NumberFormat format = FormatArgument.scalar("--scale-format", scaleFormat);
    int[] patterns;
    if (scales == null) {
      patterns = new int[n * groups];
      Arrays.fill(patterns, (int) format.encode(BigDecimal.ONE));
    } else {
      OperandFile file = new OperandFile(scales);
      file.requireExtents(n, groups, "weights of " + n + "x" + k + " in groups of " + size);
      patterns = file.patterns(format);
    }
    int[] offsets = new int[n * groups];
    if (zeroPoints != null) {
      OperandFile file = new OperandFile(zeroPoints);
      file.requireExtents(n, groups, "weights of " + n + "x" + k + " in groups of " + size);
      offsets = file.integers();
    }
    int[] ofGroups = offsets;
    GroupScales shared =
        DatapathOptions.checked(
            "--scales", () -> new GroupScales(n, groups, size, format, 0, patterns, ofGroups));
    return new GroupedWeights(codes, shared);
  }

  private Map<String, Object> json(
      DatapathMode mode, int k, GemmOutput output, GemmError error, int rounded) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("datapath", mode.name());
    json.put("activation", mode.activation().name());
    json.put("weight", mode.weight().name());
    json.put("accumulator", mode.accumulation().text());
    json.put("rounded_operands", rounded);
    json.put("result", values(output.result()));
    if (output.result() instanceof PatternMatrix patterns) {
      json.put("result_format", patterns.format().name());
      json.put("result_bits", bits(patterns));
    }
    Map<String, Long> statistics = new LinkedHashMap<>();
    output.statistics().counts().forEach((event, count) -> statistics.put(event.key(), count));
    json.put("statistics", statistics);
    json.put("exact", error.noisePower() == 0 && error.notFinite() == 0);
    double sqnr = error.sqnrDecibels();
    json.put("sqnr_db", Double.isFinite(sqnr) ? sqnr : null);
    json.put("max_error", error.greatest());
    json.put("mean_error", error.mean());
    json.put(
        "register_bits_needed",
        AccumulationWidth.registerBits(mode.activation(), mode.weight(), k));
    json.put(
        "mantissa_bits_needed",
        AccumulationWidth.mantissaBits(mode.activation(), mode.weight(), options.chunk, k));
    json.put("overflows", output.statistics().count(DatapathEvent.OVERFLOWS));
    return json;
  }

  private static List<List<Object>> values(ExactMatrix matrix) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < matrix.rows(); row++) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < matrix.columns(); column++) {
        boolean isFinite = matrix.isFinite(row, column);
        values.add(isFinite ? number(matrix.value(row, column)) : text(matrix, row, column));
      }
      rows.add(values);
    }
    return rows;
  }

  /** A whole number as such, so that readers without decimals keep all of its digits. */
  private static Number number(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() <= 0 ? stripped.toBigIntegerExact() : stripped;
  }

  private static List<List<String>> bits(PatternMatrix matrix) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < matrix.rows(); row++) {
      List<String> patterns = new ArrayList<>();
      for (int column = 0; column < matrix.columns(); column++) {
        patterns.add(PatternText.of(matrix.pattern(row, column), matrix.format().bits()));
      }
      rows.add(patterns);
    }
    return rows;
  }

  private static String text(ExactMatrix matrix, int row, int column) {
    return matrix instanceof PatternMatrix patterns
        ? PatternText.value(patterns.format(), patterns.pattern(row, column))
        : PatternText.decimal(matrix.value(row, column));
  }

  private static String csv(ExactMatrix matrix) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        text.append(column == 0 ? "" : ",").append(text(matrix, row, column));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String table(GemmOutput output, GemmError error) {
    TextTable table = new TextTable("datapath", "count");
    output
        .statistics()
        .counts()
        .forEach((event, count) -> table.row(event.description(), String.format("%,d", count)));
    table.row(
        "SQNR", error.noisePower() == 0 ? "exact" : String.format("%.2f dB", error.sqnrDecibels()));
    table.row("greatest error", String.format("%.6g", error.greatest()));
    table.row("mean error", String.format("%.6g", error.mean()));
    return table.toString();
  }
}
