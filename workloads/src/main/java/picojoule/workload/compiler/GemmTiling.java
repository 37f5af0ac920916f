package picojoule.workload.compiler;

import java.util.Optional;
import picojoule.isa.GemmShape;
import picojoule.isa.Target;
import picojoule.workload.quantization.RowFormat;
import picojoule.workload.quantization.StoredMatrix;

/**
 * The tile of a GEMM whose loops run over M, then N, then K: the weights are read once per block of
 * M, the activations, where they are not on chip, once per block of N.
 *
 * @param m rows of a tile
 * @param n output features of a tile
 * @param k reduction length of a tile, whole groups and blocks
 */
record GemmTiling(long m, long n, long k) {

  /**
   * What a tile must fit.
   *
   * @param weights as stored
   * @param input how the activations lie
   * @param streamed whether the activations come from DRAM
   * @param output how the results lie
   * @param stored whether the results go to DRAM
   */
  record Constraints(
      StoredMatrix weights, RowFormat input, boolean streamed, RowFormat output, boolean stored) {

    /** What a tile along K consists of whole ones of: groups of weights, blocks of activations. */
    long group() {
      return Math.max(weights.format().group(0), input.block());
    }
  }

  /**
   * The feasible tile with the least traffic, then the fewest tiles, then the longest reduction.
   */
  static Optional<GemmTiling> choose(
      GemmShape shape, Constraints constraints, Buffers buffers, Target target) {
    GemmTiling best = null;
    long group = constraints.group();
    for (long m = shape.m(); ; m = (m + 1) / 2) {
      for (long n = target.columns(); ; n *= 2) {
        long tileN = Math.min(n, shape.n());
        for (long k = shape.k(); ; k = half(k, group)) {
          GemmTiling tile = new GemmTiling(m, tileN, k);
          if (tile.fits(constraints, buffers)) {
            best = best == null || tile.isBetterThan(best, shape, constraints) ? tile : best;
            break;
          }
          if (k <= Math.max(group, 1)) {
            break;
          }
        }
        if (n >= shape.n()) {
          break;
        }
      }
      if (m == 1) {
        return Optional.ofNullable(best);
      }
    }
  }

  /** Blocks of a dimension. */
  static long blocks(long total, long part) {
    return (total + part - 1) / part;
  }

  private static long half(long k, long group) {
    long half = (k + 1) / 2;
    return group == 0 ? half : blocks(half, group) * group;
  }

  private boolean fits(Constraints constraints, Buffers buffers) {
    return constraints.weights().tileBytes(n, 0, k) <= buffers.weightSlot()
        && m * n <= buffers.accumulatorSlot()
        && (!constraints.streamed() || m * constraints.input().bytes(k) <= buffers.streamSlot())
        && (!constraints.stored() || m * constraints.output().bytes(n) <= buffers.streamSlot())
        && endsAtBytes(constraints);
  }

  /** Whether nothing has to be filled up where a tile ends and the tensor does not. */
  private boolean endsAtBytes(Constraints constraints) {
    StoredMatrix weights = constraints.weights();
    return weights.tiledBytes(n, k) == weights.bytes()
        && (k >= weights.k() || constraints.input().canCutAfter(k))
        && (n >= weights.n() || constraints.output().canCutAfter(n));
  }

  private boolean isBetterThan(GemmTiling other, GemmShape shape, Constraints constraints) {
    long own = traffic(shape, constraints);
    long others = other.traffic(shape, constraints);
    if (own != others) {
      return own < others;
    }
    long ownTiles = tiles(shape);
    long otherTiles = other.tiles(shape);
    return ownTiles != otherTiles ? ownTiles < otherTiles : k > other.k;
  }

  private long traffic(GemmShape shape, Constraints constraints) {
    long activations =
        constraints.streamed() ? shape.m() * constraints.input().bytes(shape.k()) : 0;
    return constraints.weights().bytes() * blocks(shape.m(), m)
        + activations * blocks(shape.n(), n);
  }

  private long tiles(GemmShape shape) {
    return blocks(shape.m(), m) * blocks(shape.n(), n) * blocks(shape.k(), k);
  }
}
