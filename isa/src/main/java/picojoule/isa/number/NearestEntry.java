package picojoule.isa.number;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Finds the entry of a table that a number becomes: exactly for decimals; for FP32 numbers among
 * boundaries that were found with the exact way.
 */
final class NearestEntry {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final float[] values;

  /** The patterns of distinct values, in ascending order of their values. */
  private final int[] patterns;

  private final BigDecimal[] ascending;

  /** At i > 0, the order key of the least FP32 number that becomes value i of the ascending. */
  private final int[] evenBoundaries;

  private final int[] awayBoundaries;

  /** Among the ascending values. */
  private final AscendingSearch entries;

  /**
   * Among the middles between neighbours of the ascending, nearly: their count is the nearest's
   * place.
   */
  private final AscendingSearch middles;

  NearestEntry(float[] values) {
    this.values = values.clone();
    patterns = inOrder(this.values);
    ascending = new BigDecimal[patterns.length];
    for (int i = 0; i < patterns.length; i++) {
      ascending[i] = new BigDecimal(this.values[patterns[i]]);
    }
    evenBoundaries = boundaries(Rounding.NEAREST_EVEN);
    awayBoundaries = boundaries(Rounding.NEAREST_AWAY);
    entries =
        new AscendingSearch(IntStream.of(patterns).mapToDouble(p -> this.values[p]).toArray());
    middles =
        new AscendingSearch(
            IntStream.range(1, patterns.length)
                .mapToDouble(i -> ascending[i - 1].add(ascending[i]).divide(TWO).doubleValue())
                .toArray());
  }

  private static int[] inOrder(float[] values) {
    int[] sorted =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer p) -> values[p]).thenComparing(p -> p))
            .mapToInt(p -> p)
            .toArray();
    return IntStream.range(0, sorted.length)
        .filter(i -> i == 0 || values[sorted[i]] != values[sorted[i - 1]])
        .map(i -> sorted[i])
        .toArray();
  }

  /** Found by bisection between neighbours with the exact rounding, so that both agree. */
  private int[] boundaries(Rounding rounding) {
    int[] boundaries = new int[patterns.length];
    boundaries[0] = Integer.MIN_VALUE;
    for (int i = 1; i < patterns.length; i++) {
      long below = key(values[patterns[i - 1]]);
      long above = key(values[patterns[i]]);
      while (above - below > 1) {
        long middle = Math.floorDiv(below + above, 2);
        BigDecimal value = new BigDecimal(ofKey((int) middle));
        if (index(value, false, rounding) < i) {
          below = middle;
        } else {
          above = middle;
        }
      }
      boundaries[i] = (int) above;
    }
    return boundaries;
  }

  /** A whole number in the order of the FP32 numbers. */
  private static int key(float value) {
    int raw = Float.floatToRawIntBits(value);
    return raw ^ (raw >> 31 & Integer.MAX_VALUE);
  }

  private static float ofKey(int key) {
    return Float.intBitsToFloat(key ^ (key >> 31 & Integer.MAX_VALUE));
  }

  /**
   * The pattern of a number of which a double is known, or -1 where the double does not tell: where
   * the number may be one of those at which the pattern changes, or on the other side of it.
   *
   * @param value the number, wrong by no more than a rounding or two
   */
  int pattern(double value, Rounding rounding) {
    return switch (rounding.mode()) {
      case NEAREST_EVEN, NEAREST_AWAY -> {
        int count = middles.atMost(value);
        yield middles.isDoubtful(count, value) ? -1 : patterns[count];
      }
      case TOWARD_ZERO -> {
        int count = entries.atMost(value);
        yield entries.isDoubtful(count, value)
            ? -1
            : patterns[value < 0 ? above(count, value) : below(count)];
      }
      case STOCHASTIC -> {
        int count = entries.atMost(value);
        yield entries.isDoubtful(count, value) ? -1 : patterns[stochastic(count, value, rounding)];
      }
    };
  }

  /** The place of the greatest value that is no greater, else of the least. */
  private static int below(int count) {
    return Math.max(count - 1, 0);
  }

  /** The place of the least value that is no less, else of the greatest. */
  private int above(int count, double value) {
    boolean isEntry = count > 0 && values[patterns[count - 1]] == value;
    return isEntry || count == patterns.length ? count - 1 : count;
  }

  /** The place of one of the neighbours, the way between them to the precision of a double. */
  private int stochastic(int count, double value, Rounding rounding) {
    int low = below(count);
    int high = above(count, value);
    if (high == low) {
      return low;
    }
    double least = values[patterns[low]];
    double way = (value - least) / (values[patterns[high]] - least);
    return (rounding.nextRandom() >>> 11) * 0x1p-53 < way ? high : low;
  }

  private static int lastAtMost(int[] boundaries, int key) {
    int low = 0;
    int high = boundaries.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (boundaries[middle] <= key) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The place in {@link #ascending} of what a value becomes.
   *
   * @param inexact whether the value's magnitude is a little greater
   */
  private int index(BigDecimal value, boolean inexact, Rounding rounding) {
    int low = -1;
    int high = ascending.length;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      int order = compare(value, inexact, ascending[middle]);
      if (order == 0) {
        return middle;
      }
      if (order > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low < 0 || high == ascending.length) {
      return low < 0 ? 0 : low;
    }
    BigDecimal below = ascending[low];
    BigDecimal above = ascending[high];
    boolean up =
        switch (rounding.mode()) {
          case NEAREST_EVEN, NEAREST_AWAY -> {
            int order = compare(value, inexact, below.add(above).divide(TWO));
            yield order > 0 || (order == 0 && isTieUp(low, rounding.mode()));
          }
          case TOWARD_ZERO -> below.signum() < 0;
          case STOCHASTIC ->
              (rounding.nextRandom() >>> 11) * 0x1p-53
                  < value.subtract(below).doubleValue() / above.subtract(below).doubleValue();
        };
    return up ? high : low;
  }

  private boolean isTieUp(int low, Rounding.Mode mode) {
    int magnitudes = ascending[low + 1].abs().compareTo(ascending[low].abs());
    boolean isLowEven = (patterns[low] & 1) == 0;
    boolean isHighEven = (patterns[low + 1] & 1) == 0;
    if (mode == Rounding.Mode.NEAREST_EVEN && isLowEven != isHighEven) {
      return isHighEven;
    }
    return mode == Rounding.Mode.NEAREST_AWAY ? magnitudes >= 0 : magnitudes <= 0;
  }

  private static int compare(BigDecimal value, boolean inexact, BigDecimal other) {
    int order = value.compareTo(other);
    return order == 0 && inexact ? value.signum() : order;
  }

  /** The pattern of an FP32 number. */
  int pattern(float value, Rounding rounding) {
    return switch (rounding.mode()) {
      case NEAREST_EVEN -> patterns[lastAtMost(evenBoundaries, key(value))];
      case NEAREST_AWAY -> patterns[lastAtMost(awayBoundaries, key(value))];
      case TOWARD_ZERO -> {
        int count = entries.atMost(value);
        yield patterns[value < 0 ? above(count, value) : below(count)];
      }
      case STOCHASTIC -> patterns[stochastic(entries.atMost(value), value, rounding)];
    };
  }

  /**
   * The pattern of a number.
   *
   * @param inexact whether the number's magnitude is a little greater
   */
  int pattern(BigDecimal value, boolean inexact, Rounding rounding) {
    return patterns[index(value, inexact, rounding)];
  }

  BigDecimal least() {
    return ascending[0];
  }

  BigDecimal greatest() {
    return ascending[ascending.length - 1];
  }
}
