package picojoule.pe.psum;

import java.util.Arrays;
import java.util.Locale;

/**
 * Additive partial-sum quantization, APSQ (Tan et al., arXiv 2505.03748): the partial sums of tiles
 * along K are stored in few bits between tiles. Tiles form groups; the first tile of a group and
 * the last tile of all store the sum so far, the others store only their own share, and scales are
 * powers of two, so that a shifter applies them:
 *
 * <pre>
 *   target = n mod group = 0 or n = T−1 ? sum so far + p(n) : p(n)
 *   q(n)   = clamp(round(target / 2^e), −(2^(bits−1) − 1), 2^(bits−1) − 1)
 *   sum    = n mod group = 0 or n = T−1 ? q(n)·2^e : sum + q(n)·2^e
 * </pre>
 *
 * <p>Rounding is to nearest and even. The publication learns its scales; {@link #calibrate} takes
 * the least power of two that clips nothing instead.
 */
public final class PartialSumQuantizer {

  private static final int MOST_GROUP = 4;

  private final int bits;
  private final int group;
  private final Granularity granularity;

  /** What shares a scale. */
  public enum Granularity {
    /** All tiles and all outputs. */
    TENSOR,
    /** The outputs of a tile along K. */
    TILE,
    /** A row of outputs in a tile. */
    ROW,
    /** A column of outputs in a tile. */
    COLUMN;

    /**
     * The granularity of a name.
     *
     * @throws IllegalArgumentException where there is none; the message lists what exists
     */
    public static Granularity parse(String name) {
      for (Granularity granularity : values()) {
        if (granularity.name().equalsIgnoreCase(name.strip())) {
          return granularity;
        }
      }
      throw new IllegalArgumentException(
          "unknown granularity '"
              + name
              + "'; there is "
              + Arrays.toString(values()).toLowerCase(Locale.ROOT));
    }

    private int scales(int rows, int columns) {
      return switch (this) {
        case TENSOR, TILE -> 1;
        case ROW -> rows;
        case COLUMN -> columns;
      };
    }

    private int scale(int index, int columns) {
      return switch (this) {
        case TENSOR, TILE -> 0;
        case ROW -> index / columns;
        case COLUMN -> index % columns;
      };
    }
  }

  /**
   * What comes out.
   *
   * @param sums the outputs, row by row
   * @param clipped stored partial sums that were beyond the range
   * @param storedBits bits written for partial sums, scales not included
   */
  @SuppressWarnings("ArrayRecordComponent") // a large result that nobody compares
  public record Result(long[] sums, long clipped, long storedBits) {}

  /**
   * A quantizer.
   *
   * @param bits of a stored partial sum, 2 to 32; 4, 6 and 8 are customary
   * @param group tiles of a group, 1 to 4
   */
  public PartialSumQuantizer(int bits, int group, Granularity granularity) {
    if (bits < 2 || bits > 32) {
      throw new IllegalArgumentException("a stored partial sum has 2 to 32 bits, not " + bits);
    }
    if (group < 1 || group > MOST_GROUP) {
      throw new IllegalArgumentException("a group has 1 to " + MOST_GROUP + " tiles, not " + group);
    }
    this.bits = bits;
    this.group = group;
    this.granularity = granularity;
  }

  /**
   * The exponents of the least scales that clip nothing: by tile, then by row or column where they
   * have scales of their own.
   *
   * @param tiles partial products of each tile along K, M by N row by row
   */
  public int[][] calibrate(long[][] tiles, int rows, int columns) {
    check(tiles, rows, columns);
    int[][] exponents = new int[tiles.length][granularity.scales(rows, columns)];
    if (granularity == Granularity.TENSOR) {
      for (int exponent = 0; run(tiles, columns, exponents, false).clipped() > 0; exponent++) {
        for (int[] ofTile : exponents) {
          ofTile[0] = exponent + 1;
        }
      }
    } else {
      run(tiles, columns, exponents, true);
    }
    return exponents;
  }

  /**
   * Sums tiles up through quantized partial sums.
   *
   * @param tiles partial products of each tile along K, M by N row by row
   * @param exponents of the scales, as {@link #calibrate} gives them
   */
  public Result quantize(long[][] tiles, int rows, int columns, int[][] exponents) {
    check(tiles, rows, columns);
    if (exponents.length != tiles.length
        || exponents[0].length != granularity.scales(rows, columns)) {
      throw new IllegalArgumentException("each tile has one scale for each that shares it");
    }
    return run(tiles, columns, exponents, false);
  }

  private static void check(long[][] tiles, int rows, int columns) {
    if (tiles.length == 0 || tiles[0].length != rows * columns) {
      throw new IllegalArgumentException(
          "tiles of partial sums have " + rows + "x" + columns + " values, and there is one");
    }
  }

  private Result run(long[][] tiles, int columns, int[][] exponents, boolean isCalibrating) {
    int outputs = tiles[0].length;
    long[] sums = new long[outputs];
    long[] targets = new long[outputs];
    long greatest = (1L << (bits - 1)) - 1;
    long clipped = 0;
    for (int tile = 0; tile < tiles.length; tile++) {
      boolean isWhole = tile % group == 0 || tile == tiles.length - 1;
      for (int i = 0; i < outputs; i++) {
        targets[i] = isWhole ? Math.addExact(sums[i], tiles[tile][i]) : tiles[tile][i];
      }
      if (isCalibrating) {
        raise(exponents[tile], targets, columns, greatest);
      }
      for (int i = 0; i < outputs; i++) {
        int exponent = exponents[tile][granularity.scale(i, columns)];
        long rounded = roundedShift(targets[i], exponent);
        long stored = Math.max(-greatest, Math.min(greatest, rounded));
        clipped += stored == rounded ? 0 : 1;
        sums[i] = isWhole ? stored << exponent : Math.addExact(sums[i], stored << exponent);
      }
    }
    return new Result(sums, clipped, (long) tiles.length * outputs * bits);
  }

  private void raise(int[] exponents, long[] targets, int columns, long greatest) {
    for (int i = 0; i < targets.length; i++) {
      int scale = granularity.scale(i, columns);
      while (Math.abs(roundedShift(targets[i], exponents[scale])) > greatest) {
        exponents[scale]++;
      }
    }
  }

  /** value / 2^shift, to nearest and even. */
  private static long roundedShift(long value, int shift) {
    if (shift == 0) {
      return value;
    }
    long floor = value >> shift;
    long rest = value - (floor << shift);
    long half = 1L << (shift - 1);
    return rest > half || (rest == half && (floor & 1) == 1) ? floor + 1 : floor;
  }
}
