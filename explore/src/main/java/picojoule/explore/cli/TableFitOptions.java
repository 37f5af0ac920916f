package picojoule.explore.cli;

import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.pe.vector.table.PiecewiseTable;
import picojoule.pe.vector.table.ScalarFunction;
import picojoule.pe.vector.table.TableFitter;
import picojoule.pe.vector.table.TableSet;

/** Fitting tables of one's own. */
final class TableFitOptions {

  @Option(
      names = "--fit",
      paramLabel = "ENTRIES",
      description = "Instead of computing: fit tables of all functions and print their file.")
  Integer entries;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the fitted tables (default: pwl and the entries).")
  String name;

  @Option(
      names = "--table-fraction-bits",
      paramLabel = "N",
      defaultValue = "6",
      description = "Of fitted slopes and intercepts, INT8 (default: ${DEFAULT-VALUE}).")
  int fractionBits;

  boolean isAsked() {
    return entries != null;
  }

  TableSet fitted(String operation) {
    if (operation != null) {
      throw new BadInputException("--fit", "fits all functions; leave " + operation + " out");
    }
    if (fractionBits < 0 || fractionBits > PiecewiseTable.MAX_FRACTION_BITS) {
      throw new BadInputException(
          "--table-fraction-bits",
          "%d is out of range; give 0 to %d"
              .formatted(fractionBits, PiecewiseTable.MAX_FRACTION_BITS));
    }
    Map<ScalarFunction, PiecewiseTable> tables = new EnumMap<>(ScalarFunction.class);
    for (ScalarFunction function : ScalarFunction.values()) {
      tables.put(
          function,
          DatapathOptions.checked(
              "--fit", () -> new TableFitter(function, fractionBits).fit(entries)));
    }
    return new TableSet(
        name == null ? "pwl" + entries : name,
        "least mean squared error over each function's range, by dynamic programming:"
            + " picojoule vector --fit "
            + entries,
        Maps.immutableEnumMap(tables));
  }
}
