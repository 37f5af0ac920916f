package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.accelerator.VectorTables;
import picojoule.config.BadInputException;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.TextTable;
import picojoule.isa.VectorOperation;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.vector.VectorUnitSpec;
import picojoule.pe.vector.operation.FixedPointRow;
import picojoule.pe.vector.operation.RowArithmetic;
import picojoule.pe.vector.operation.VectorArithmetic;
import picojoule.pe.vector.table.TableSet;

/** What the vector unit computes, to the bit. */
@Command(
    name = "vector",
    description = "Computes a vector operation as the vector unit does, to the bit.",
    footer = {
      "",
      "exact: operands rounded to --format, the result to nearest in it. By table, or --integer:",
      "operands rounded to INT8 in units of 2^-fraction-bits. Errors are against the exact result of",
      "the rounded operands, before it is rounded. requantize takes whole sums.",
      "",
      "Examples:",
      "  picojoule vector softmax --implementation pwl8 --input 0.5,1.25,-3,2 --json",
      "  picojoule vector layer-norm --input rows.csv --operand gain.csv --operand bias.csv",
      "  picojoule vector requantize --input 70000,-1234 --multiplier 1518500250 --shift 40",
      "  picojoule vector --fit 8 --name mine > mine.yaml"
    })
final class VectorCommand extends Verb {

  private static final String SUMMARY = "summary.json";
  private static final String RESULT = "result.csv";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "OP",
      description =
          "rms-norm, layer-norm, softmax, rope, silu-gate, silu, gelu, hswish, relu, add, multiply,"
              + " requantize.")
  String operation;

  @Option(
      names = "--implementation",
      paramLabel = "NAME",
      defaultValue = VectorUnitSpec.EXACT,
      description =
          "exact, pwl8, pwl16, or a file of tables that ends in .yaml (default: ${DEFAULT-VALUE}).")
  String implementation;

  @Option(
      names = "--input",
      paramLabel = "FILE|VALUES",
      description = "Rows of numbers: a CSV, - for standard input; or one row, 0.5,-1,2.")
  String input;

  @Option(
      names = "--operand",
      paramLabel = "FILE|VALUES",
      description =
          "What else it takes, as the input: gain, bias; up; the other row. One row serves all.")
  List<String> others = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "fp16",
      description = "Format of exact operands and results (default: ${DEFAULT-VALUE}).")
  String format;

  @Option(
      names = "--fraction-bits",
      paramLabel = "N",
      defaultValue = "5",
      description = "INT8 operands are in units of 2^-N (default: ${DEFAULT-VALUE}).")
  int fractionBits;

  @Option(
      names = "--integer",
      description = "Integers for what needs no table: relu, add, multiply.")
  boolean integer;

  @Mixin RowOptions settings;

  @Mixin TableFitOptions tables;

  @Override
  public Integer call() {
    refuseSettings("vector reads no config; give --implementation, --position and the others");
    if (tables.isAsked()) {
      TableSet fitted = tables.fitted(operation);
      answer(Map.of("name", fitted.name(), "yaml", fitted.toYaml()), fitted.toYaml());
      return 0;
    }
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY, RESULT));
    VectorArithmetic known = known();
    RowArithmetic arithmetic = known.arithmetic();
    VectorRows rows = rows(arithmetic);
    VectorResult result = result(known.operation(), arithmetic, rows);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", known.operation().configName());
    json.put("implementation", implementation);
    json.putAll(result.json());
    String csv = result.csv();
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n", RESULT, csv)));
    TextTable table = new TextTable("vector", "value");
    table.row("greatest error", String.format("%.6g", result.greatestError()));
    table.row("mean squared error", String.format("%.6g", result.meanSquaredError()));
    answer(json, csv + "\n" + table);
    return 0;
  }

  private VectorArithmetic known() {
    if (operation == null) {
      throw new BadInputException(
          "OP", "is missing; there is: " + String.join(", ", VectorArithmetic.names()));
    }
    for (VectorArithmetic known : VectorArithmetic.values()) {
      if (known.operation().configName().equals(operation)) {
        return known;
      }
    }
    throw BadInputException.unknown("OP", "operation", operation, VectorArithmetic.names());
  }

  private VectorRows rows(RowArithmetic arithmetic) {
    if (input == null) {
      throw new BadInputException("--input", "is missing; give numbers, 0.5,-1,2, or a CSV");
    }
    List<String> names = arithmetic.operands();
    int given = 1 + others.size();
    if (given < arithmetic.required() || given > names.size()) {
      throw new BadInputException(
          "--operand",
          "%s takes %s, not %d beside its %s"
              .formatted(
                  operation,
                  names.size() == 1 ? "none" : String.join(" and ", names.subList(1, names.size())),
                  others.size(),
                  names.get(0)));
    }
    List<String> texts = new ArrayList<>();
    texts.add(input);
    texts.addAll(others);
    return VectorRows.read(texts);
  }

  private VectorResult result(VectorOperation kind, RowArithmetic arithmetic, VectorRows rows) {
    boolean isExact = implementation.equals(VectorUnitSpec.EXACT);
    if (!isExact && arithmetic.tables().isEmpty()) {
      throw new BadInputException(
          "--implementation", operation + " needs no table; give exact" + integerHint(arithmetic));
    }
    if (integer && !arithmetic.tables().isEmpty()) {
      throw new BadInputException(
          "--integer", operation + " needs tables; give --implementation pwl8, pwl16 or a file");
    }
    VectorResult result = new VectorResult(arithmetic);
    if (arithmetic.isInteger()) {
      result.addIntegers(rows, settings.settings(0));
    } else if (isExact && !integer) {
      NumberFormat rounded = FormatArgument.scalar("--format", format);
      result.addExact(rows, rounded, settings.settings(0));
    } else {
      TableSet set =
          isExact ? null : VectorTables.read(kind, implementation, "--implementation", configs());
      requireFractionBits();
      result.addByTable(
          rows, fractionBits, settings.settings(arithmetic.usualFractionBits(fractionBits)), set);
    }
    return result;
  }

  private static String integerHint(RowArithmetic arithmetic) {
    return arithmetic.isInteger() ? "" : ", or --integer";
  }

  private void requireFractionBits() {
    if (fractionBits < 0 || fractionBits > FixedPointRow.MAX_INPUT_FRACTION_BITS) {
      throw new BadInputException(
          "--fraction-bits", "INT8 operands have 0 to 7 fraction bits here, not " + fractionBits);
    }
  }
}
