package picojoule.pe.datapath;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import picojoule.isa.number.NumberFormat;

/**
 * What the datapaths that add integers up compute, by definition: gates bit by bit, tables with all
 * of their entries, registers as remainders. Whole numbers stay below 2^62 here.
 */
final class IntegerReference {

  private final String datapath;
  private final DatapathSettings settings;
  private final Accumulator register;
  private final GroupedWeights weights;
  private final long[][] a;
  private final long[][] w;

  IntegerReference(
      String datapath,
      DatapathSettings settings,
      Accumulator register,
      PatternMatrix activations,
      GroupedWeights weights) {
    this.datapath = datapath;
    this.settings = settings;
    this.register = register;
    this.weights = weights;
    a = wholeNumbers(activations);
    w = wholeNumbers(weights.codes());
  }

  private static long[][] wholeNumbers(PatternMatrix matrix) {
    long[][] values = new long[matrix.rows()][matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        values[row][column] = matrix.value(row, column).longValueExact();
      }
    }
    return values;
  }

  /** A row of outputs: a token's. */
  BigDecimal[] row(int token) {
    GroupScales scales = weights.scales();
    BigDecimal[] outputs = new BigDecimal[weights.n()];
    Arrays.fill(outputs, BigDecimal.ZERO);
    for (int g = 0; g < scales.groups(); g++) {
      int first = g * scales.group();
      int last = Math.min(weights.k(), first + scales.group());
      long activationSum = 0;
      for (int i = first; i < last; i++) {
        activationSum = ExactSum.add(activationSum, a[token][i], register);
      }
      long[][] tables = datapath.equals("lut") ? tables(token, first, last) : null;
      for (int feature = 0; feature < outputs.length; feature++) {
        long zeroPoint = scales.offset(feature, g);
        BigDecimal scale = ExactSum.scale(scales, feature, g);
        if (tables != null && !weights.format().name().matches("odd.*|binary")) {
          int bits = weights.format().bits();
          // s' = s / 2, z' = 2z + 1 - 2^bits of the unsigned code.
          zeroPoint = 2 * (zeroPoint + signed()) + 1 - (1L << bits);
          scale = scale.multiply(ExactSum.power(-1));
        }
        long sum = chunks(token, feature, first, last, tables);
        long centred = Math.subtractExact(sum, Math.multiplyExact(zeroPoint, activationSum));
        outputs[feature] = outputs[feature].add(scale.multiply(BigDecimal.valueOf(centred)));
      }
    }
    return outputs;
  }

  /** What two's complement adds to a code to make it unsigned. */
  private int signed() {
    NumberFormat format = weights.format();
    return format.name().startsWith("int") ? 1 << (format.bits() - 1) : 0;
  }

  private long chunks(int token, int feature, int first, int last, long[][] tables) {
    int chunk = settings.chunk() == 0 ? last - first : settings.chunk();
    long total = 0;
    for (int from = first; from < last; from += chunk) {
      int to = Math.min(last, from + chunk);
      long sum = 0;
      if (tables == null) {
        for (int i = from; i < to; i++) {
          for (long addend :
              addends(
                  datapath,
                  a[token][i],
                  weights.format(),
                  weights.codes().pattern(feature, i),
                  w[feature][i])) {
            sum = ExactSum.add(sum, addend, register);
          }
        }
      } else {
        for (int run = from; run < to; run += settings.tableInputs()) {
          sum = looked(sum, tables[(run - first) / settings.tableInputs()], feature, run, to);
        }
      }
      total = ExactSum.add(total, sum, register);
    }
    return total;
  }

  /** What reaches the accumulator for a product, one addend a pass. */
  static long[] addends(
      String datapath, long activation, NumberFormat format, long pattern, long weight) {
    if (!datapath.equals("shift-add")) {
      return new long[] {activation * weight};
    }
    int split = Math.min(format.bits(), 4);
    long low = 0;
    long high = 0;
    for (int bit = 0; bit < format.bits(); bit++) {
      if ((pattern >> bit & 1) == 1) {
        boolean isSign = format.name().startsWith("int") && bit == format.bits() - 1;
        long term = activation << bit;
        long signed = isSign ? -term : term;
        low += bit < split ? signed : 0;
        high += bit < split ? 0 : signed;
      }
    }
    return split == format.bits() ? new long[] {low} : new long[] {high, low};
  }

  /** For every run of a group a table with all of its 2^K entries. */
  private long[][] tables(int token, int first, int last) {
    int inputs = settings.tableInputs();
    return IntStream.iterate(first, from -> from < last, from -> from + inputs)
        .mapToObj(from -> table(token, from, Math.min(last, from + inputs)))
        .toArray(long[][]::new);
  }

  private long[] table(int token, int from, int to) {
    long[] table = new long[1 << (to - from)];
    for (int word = 0; word < table.length; word++) {
      for (int i = from; i < to; i++) {
        table[word] += (word >> (i - from) & 1) == 1 ? a[token][i] : -a[token][i];
      }
    }
    if (!settings.tableQuantization()) {
      return table;
    }
    BigDecimal[] entries = new BigDecimal[table.length];
    Arrays.setAll(entries, word -> BigDecimal.valueOf(table[word]));
    BigDecimal[] quantized = ExactSum.quantized(entries, 0);
    Arrays.setAll(table, word -> quantized[word].longValueExact());
    return table;
  }

  private long looked(long before, long[] table, int feature, int from, int to) {
    int length = Integer.numberOfTrailingZeros(table.length);
    long sum = before;
    for (int bit = 0; bit < weights.format().bits(); bit++) {
      int word = 0;
      for (int i = 0; i < length && from + i < to; i++) {
        long code = weights.codes().pattern(feature, from + i) ^ signed();
        word |= (int) (code >> bit & 1) << i;
      }
      sum = ExactSum.add(sum, table[word] << bit, register);
    }
    return sum;
  }
}
