package picojoule.pe.psum;

import picojoule.pe.datapath.DatapathEvent;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.FixedPointMatrix;
import picojoule.pe.datapath.GemmOutput;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.OperandStatistics;
import picojoule.pe.datapath.PatternMatrix;

/** A GEMM of integers in tiles along K, between which partial sums are stored in few bits. */
public final class TiledGemm {

  private final DatapathMode mode;
  private final PartialSumQuantizer quantizer;
  private final int tile;

  /**
   * A GEMM of a datapath.
   *
   * @param tile products of an output that a tile has; the last may have fewer
   */
  public TiledGemm(DatapathMode mode, PartialSumQuantizer quantizer, int tile) {
    if (tile < 1) {
      throw new IllegalArgumentException("a tile has at least 1 product, not " + tile);
    }
    this.mode = mode;
    this.quantizer = quantizer;
    this.tile = tile;
  }

  /**
   * Multiplies; scales of partial sums are the least that clip nothing.
   *
   * @param weights without scales
   * @throws IllegalArgumentException where the datapath's results are no fixed-point numbers
   */
  public GemmOutput multiply(PatternMatrix activations, PatternMatrix weights) {
    int m = activations.rows();
    int n = weights.rows();
    int k = weights.columns();
    long[][] partialSums = new long[(k - 1) / tile + 1][m * n];
    OperandStatistics statistics = OperandStatistics.none();
    int fractionBits = 0;
    for (int index = 0; index < partialSums.length; index++) {
      int from = index * tile;
      int to = Math.min(k, from + tile);
      GemmOutput output =
          mode.gemm(
              activations.columns(from, to), GroupedWeights.unscaled(weights.columns(from, to)));
      if (!(output.result() instanceof FixedPointMatrix sums)) {
        throw new IllegalArgumentException(
            "partial sums of "
                + mode.accumulation().text()
                + " are not quantized; give a datapath that sums integers up");
      }
      for (int i = 0; i < m * n; i++) {
        partialSums[index][i] = sums.exact(i / n, i % n);
      }
      fractionBits = sums.fractionBits();
      statistics = statistics.plus(output.statistics());
    }
    PartialSumQuantizer.Result result =
        quantizer.quantize(partialSums, m, n, quantizer.calibrate(partialSums, m, n));
    return new GemmOutput(
        FixedPointMatrix.of(m, n, fractionBits, result.sums()),
        statistics
            .with(DatapathEvent.PARTIAL_SUM_BITS, result.storedBits())
            .with(DatapathEvent.PARTIAL_SUMS_CLIPPED, result.clipped()));
  }
}
