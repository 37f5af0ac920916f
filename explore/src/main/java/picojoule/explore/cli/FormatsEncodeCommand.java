package picojoule.explore.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picojoule.config.BadInputException;
import picojoule.explore.cli.InputRows.Row;
import picojoule.explore.report.AtomicFile;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.EncodedBlocks;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;
import picojoule.isa.number.Rounding.Overflow;

/** Numbers into patterns. */
@Command(
    name = "encode",
    description = "Encodes numbers: a pattern a line; a block a line for block formats.",
    footer = {
      "",
      "A number of up to 17 digits stands for the FP64 number that it is printed from, a longer one",
      "for itself; blocks are made of FP32 numbers. Blocks are printed as scale, zero point or selector",
      "where there is one, all elements' digits, tensor scale (an FP32 pattern) where there is one.",
      "",
      "Examples:",
      "  picojoule formats encode fp8-e4m3fn 0.3 -448 1e9 --overflow special",
      "  picojoule formats encode bf16 --from fp32 0x3f8ccccd",
      "  picojoule formats encode nvfp4 --file weights.csv"
    })
final class FormatsEncodeCommand extends Verb {

  @Parameters(index = "0", paramLabel = "FORMAT", description = "What to encode in.")
  String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "VALUE",
      description = "Numbers, inf, nan; with --from, bit patterns.")
  List<String> values = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Values from a CSV, gzip too; - is standard input.")
  String file;

  @Option(
      names = "--from",
      paramLabel = "FORMAT",
      description = "Values are bit patterns of this format, fp64 among them.")
  String from;

  @Option(
      names = "--tensor-scale",
      paramLabel = "X",
      description = "What a tensor is multiplied with (default: from its greatest magnitude).")
  String tensorScale;

  @Option(
      names = "--tensor-amax",
      paramLabel = "X",
      description = "The tensor's greatest magnitude, where more belongs to it than is given.")
  String tensorGreatest;

  @Option(names = "--per-row", description = "Every row of the file is a tensor of its own.")
  boolean perRow;

  @Mixin RoundingOptions rounding;

  /** Lets a negative number be a value, not an unknown option. */
  @Spec
  void letValuesBeNegative(CommandSpec command) {
    command.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() {
    Optional<BlockFormat> block = FormatArgument.block("FORMAT", name);
    List<Row> rows = rows();
    Rounding mode = rounding.rounding(Overflow.SATURATE);
    List<Map<String, Object>> json = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    if (block.isPresent()) {
      encodeBlocks(block.get(), rows, mode, text, json);
    } else {
      refuseTensorOptions();
      encode(FormatArgument.scalar("FORMAT", name), rows, mode, text, json);
    }
    if (common.out != null) {
      AtomicFile.write(common.out.resolve("encoded.csv"), text.toString());
    }
    answer(json, text.toString());
    return 0;
  }

  private List<Row> rows() {
    values.stream()
        .filter(value -> value.startsWith("--"))
        .findFirst()
        .ifPresent(
            value -> {
              throw new BadInputException(value, "is no option; see 'formats encode --help'");
            });
    if (values.isEmpty() == (file == null)) {
      throw new BadInputException("VALUE", "give numbers, or --file, and not both");
    }
    if (file == null) {
      return List.of(new Row("VALUE", values));
    }
    List<Row> rows = InputRows.read(file);
    if (rows.isEmpty()) {
      throw new BadInputException(file, "holds no values");
    }
    return rows;
  }

  private void refuseTensorOptions() {
    if (tensorScale != null || tensorGreatest != null || perRow) {
      throw new BadInputException(
          "--tensor-scale, --tensor-amax, --per-row", "are for block formats, not " + name);
    }
  }

  private void encode(
      NumberFormat format,
      List<Row> rows,
      Rounding mode,
      StringBuilder text,
      List<Map<String, Object>> json) {
    InputNumbers numbers = new InputNumbers(from);
    for (Row row : rows) {
      for (String word : numbers.words(row)) {
        long pattern = numbers.encode(row.where(), word, format, mode);
        String bits = PatternText.of(pattern, format.bits());
        text.append(bits).append('\n');
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("value", word);
        entry.put("bits", bits);
        entry.put("decoded", PatternText.value(format, pattern));
        json.add(entry);
      }
    }
  }

  private void encodeBlocks(
      BlockFormat format,
      List<Row> rows,
      Rounding mode,
      StringBuilder text,
      List<Map<String, Object>> json) {
    text.append("scale").append(format.offsetBits() > 0 ? ",offset" : "").append(",codes");
    text.append(format.hasTensorScale() ? ",tensor_scale\n" : "\n");
    InputNumbers numbers = new InputNumbers(from);
    List<float[]> tensors = new ArrayList<>();
    for (Row row : rows) {
      tensors.add(numbers.floats(row));
    }
    if (!perRow) {
      tensors = List.of(joined(tensors));
    }
    for (float[] tensor : tensors) {
      try {
        print(format.encode(tensor, scale(format, tensor), mode), text, json);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(rows.get(0).where(), e.getMessage());
      }
    }
  }

  private static float[] joined(List<float[]> rows) {
    float[] joined = new float[rows.stream().mapToInt(row -> row.length).sum()];
    int next = 0;
    for (float[] row : rows) {
      System.arraycopy(row, 0, joined, next, row.length);
      next += row.length;
    }
    return joined;
  }

  private float scale(BlockFormat format, float[] tensor) {
    if (tensorScale == null && tensorGreatest == null) {
      return format.tensorScale(BlockFormat.greatestMagnitude(tensor));
    }
    if (!format.hasTensorScale() || (tensorScale != null && tensorGreatest != null)) {
      throw new BadInputException(
          "--tensor-scale, --tensor-amax",
          format.hasTensorScale()
              ? "give one of them"
              : format.name() + " has no scale of the tensor");
    }
    return tensorScale == null
        ? format.tensorScale(positive("--tensor-amax", tensorGreatest))
        : positive("--tensor-scale", tensorScale);
  }

  private static float positive(String option, String text) {
    float value;
    try {
      value = new BigDecimal(text).floatValue();
    } catch (NumberFormatException e) {
      throw new BadInputException(option, "'" + text + "' is no number");
    }
    if (!(value > 0) || Float.isInfinite(value)) {
      throw new BadInputException(option, text + " is no FP32 number above zero");
    }
    return value;
  }

  private static void print(
      EncodedBlocks blocks, StringBuilder text, List<Map<String, Object>> json) {
    BlockFormat format = blocks.format();
    String tensor = PatternText.of(Float.floatToRawIntBits(blocks.tensorScale()), Float.SIZE);
    for (int block = 0; block < blocks.blocks(); block++) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("scale", PatternText.of(blocks.scale(block), format.scale().bits()));
      if (format.offsetBits() > 0) {
        entry.put("offset", PatternText.of(blocks.offset(block), format.offsetBits()));
      }
      StringBuilder codes = new StringBuilder();
      for (int i = block * format.size(); i < (block + 1) * format.size(); i++) {
        codes.append(PatternText.bare(blocks.code(i), format.element().bits()));
      }
      entry.put("codes", codes.toString());
      if (format.hasTensorScale()) {
        entry.put("tensor_scale", tensor);
      }
      text.append(String.join(",", entry.values().stream().map(Object::toString).toList()));
      text.append('\n');
      List<Double> decoded = new ArrayList<>();
      for (int i = block * format.size(); i < (block + 1) * format.size(); i++) {
        decoded.add(blocks.value(i));
      }
      entry.put("decoded", decoded);
      json.add(entry);
    }
  }
}
