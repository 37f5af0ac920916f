package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.explore.cli.InputRows.Row;
import picojoule.explore.report.AtomicFile;
import picojoule.isa.number.Arithmetic;
import picojoule.isa.number.Arithmetic.Accumulation;
import picojoule.isa.number.BlockArithmetic;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.EncodedBlocks;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Rounding;
import picojoule.isa.number.Rounding.Overflow;

/** Arithmetic on bit patterns. */
@Command(
    name = "op",
    description = "Computes on bit patterns: exact, then rounded once.",
    footer = {
      "",
      "Rows of operands, hexadecimal with or without 0x, one result a line:",
      "  mul, add   a,b",
      "  fma        a,b,c    a × b + c; c is in the result's format",
      "  dot        two vectors, each with gaps (spaces) or with all digits of each pattern; or all",
      "             patterns in cells of their own, the first vector before the second",
      "  dot of a block format   scales of a,scales of b,elements of a,elements of b (with zero points",
      "             or selectors: of a, of b before the elements)",
      "A first line that is not hexadecimal, or is a,b or a,b,c, is a header.",
      "",
      "Examples:",
      "  echo 40,50 | picojoule formats op mul 'posit(8,0)'",
      "  picojoule formats op fma fp16 operands.csv --result fp32",
      "  picojoule formats op dot mxfp4 blocks.csv --accumulate sequential"
    })
final class FormatsOperationCommand extends Verb {

  private static final List<List<String>> HEADERS =
      List.of(List.of("a", "b"), List.of("a", "b", "c"));

  /** The operations that exist. */
  private enum Operation {
    MUL(2),
    ADD(2),
    FMA(3),
    DOT(0);

    private final int operands;

    Operation(int operands) {
      this.operands = operands;
    }
  }

  @Parameters(index = "0", paramLabel = "mul|add|fma|dot", description = "The operation.")
  String operationName;

  @Parameters(index = "1", paramLabel = "FORMAT", description = "The operands' format.")
  String name;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FILE",
      description = "CSV of operands, gzip too (default: standard input, as is -).")
  String file;

  @Option(
      names = "--result",
      paramLabel = "FORMAT",
      description =
          "The result's format (default: the operands', for blocks fp32); fma's c has it, too.")
  String resultName;

  @Option(
      names = "--accumulate",
      paramLabel = "exact|fused|sequential",
      defaultValue = "exact",
      description =
          "dot: exact sum rounded once; in order, each exact product added with one rounding; in "
              + "order, product and sum rounded (default: ${DEFAULT-VALUE}).")
  String accumulate;

  @Option(
      names = "--no-header",
      description = "The first line is operands, whatever it looks like.")
  boolean noHeader;

  @Mixin RoundingOptions rounding;

  @Override
  public Integer call() {
    Operation operation =
        ConfigName.parse("mul|add|fma|dot", "choice", operationName, Operation.values());
    Optional<BlockFormat> block = FormatArgument.block("FORMAT", name);
    if (block.isPresent() && operation != Operation.DOT) {
      throw new BadInputException(
          "FORMAT",
          "'%s' is a block format, of which there is dot; %s takes formats of single numbers, for instance %s"
              .formatted(name, operationName, block.get().element().name()));
    }
    Accumulation accumulation =
        ConfigName.parse("--accumulate", "choice", accumulate, Accumulation.values());
    Rounding mode = rounding.rounding(Overflow.SPECIAL);
    NumberFormat result =
        resultName == null
            ? FormatArgument.scalar("FORMAT", block.isPresent() ? "fp32" : name)
            : FormatArgument.scalar("--result", resultName);
    Optional<Arithmetic> arithmetic =
        block.isPresent()
            ? Optional.empty()
            : Optional.of(new Arithmetic(FormatArgument.scalar("FORMAT", name), result, mode));
    List<Row> rows = operands();
    List<String> results = new ArrayList<>(rows.size());
    for (Row row : rows) {
      long pattern;
      try {
        pattern =
            arithmetic.isPresent()
                ? compute(operation, row, arithmetic.get(), accumulation)
                : dot(block.orElseThrow(), row, new BlockArithmetic(result, mode), accumulation);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(row.where(), e.getMessage());
      }
      results.add(PatternText.of(pattern, result.bits()));
    }
    String text = results.isEmpty() ? "" : String.join("\n", results) + "\n";
    if (common.out != null) {
      AtomicFile.write(common.out.resolve("results.csv"), text);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", operationName);
    json.put("format", name);
    json.put("result_format", result.name());
    json.put("results", results);
    answer(json, text);
    return 0;
  }

  private List<Row> operands() {
    List<Row> rows = InputRows.read(file);
    if (rows.isEmpty()) {
      throw new BadInputException(
          file == null ? "standard input" : file, "holds no operands; give rows such as 0x40,0x50");
    }
    return !noHeader && isHeader(rows.get(0)) ? rows.subList(1, rows.size()) : rows;
  }

  private static boolean isHeader(Row row) {
    return HEADERS.contains(row.cells())
        || !row.cells().stream().allMatch(PatternText::isHexadecimal);
  }

  private static long compute(
      Operation operation, Row row, Arithmetic arithmetic, Accumulation accumulation) {
    NumberFormat format = arithmetic.operand();
    if (operation == Operation.DOT) {
      long[][] vectors = vectors(row, format);
      return arithmetic.dot(vectors[0], vectors[1], accumulation);
    }
    if (row.cells().size() != operation.operands) {
      throw new BadInputException(
          row.where(),
          "has %d cells where %d operands belong"
              .formatted(row.cells().size(), operation.operands));
    }
    long a = operand(row, 0, format);
    long b = operand(row, 1, format);
    return switch (operation) {
      case MUL -> arithmetic.multiply(a, b);
      case ADD -> arithmetic.add(a, b);
      case FMA -> arithmetic.multiplyAdd(a, b, operand(row, 2, arithmetic.result()));
      case DOT -> throw new IllegalStateException("a dot product has vectors");
    };
  }

  private static long operand(Row row, int cell, NumberFormat format) {
    return PatternText.parse(row.where(), row.cells().get(cell), format.bits(), format.name());
  }

  private static long[][] vectors(Row row, NumberFormat format) {
    int cells = row.cells().size();
    if (cells % 2 != 0) {
      throw new BadInputException(
          row.where(), "has %d cells, which are no two vectors of one length".formatted(cells));
    }
    if (cells == 2) {
      return new long[][] {vector(row, 0, format), vector(row, 1, format)};
    }
    long[][] vectors = new long[2][cells / 2];
    for (int i = 0; i < cells; i++) {
      vectors[i / (cells / 2)][i % (cells / 2)] = operand(row, i, format);
    }
    return vectors;
  }

  private static long[] vector(Row row, int cell, NumberFormat format) {
    return PatternText.vector(row.where(), row.cells().get(cell), format.bits(), format.name());
  }

  private static long dot(
      BlockFormat format, Row row, BlockArithmetic arithmetic, Accumulation accumulation) {
    boolean hasOffsets = format.offsetBits() > 0;
    int cells = hasOffsets ? 6 : 4;
    if (row.cells().size() != cells) {
      throw new BadInputException(
          row.where(),
          "has %d cells where %d belong: the scales of both, %sthe elements of both"
              .formatted(row.cells().size(), cells, hasOffsets ? "the offsets of both, " : ""));
    }
    return arithmetic.dot(
        blocks(format, row, 0, hasOffsets), blocks(format, row, 1, hasOffsets), accumulation);
  }

  private static EncodedBlocks blocks(BlockFormat format, Row row, int side, boolean hasOffsets) {
    int[] scales = patterns(vector(row, side, format.scale()));
    int[] codes = patterns(vector(row, (hasOffsets ? 4 : 2) + side, format.element()));
    int[] offsets =
        hasOffsets
            ? patterns(
                PatternText.vector(
                    row.where(), row.cells().get(2 + side), format.offsetBits(), format.name()))
            : new int[scales.length];
    return new EncodedBlocks(format, 1, scales, offsets, codes);
  }

  private static int[] patterns(long[] patterns) {
    return Arrays.stream(patterns).mapToInt(pattern -> (int) pattern).toArray();
  }
}
