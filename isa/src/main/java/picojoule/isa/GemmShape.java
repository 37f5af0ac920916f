package picojoule.isa;

/**
 * A matrix product: activations (M×K) times weights (K×N).
 *
 * @param m rows of activations (tokens)
 * @param n output features
 * @param k reduction length
 */
public record GemmShape(long m, long n, long k) {

  public GemmShape {
    if (m < 1 || n < 1 || k < 1) {
      throw new IllegalArgumentException(
          "M, N and K of a GEMM are at least 1, not " + m + "x" + n + "x" + k);
    }
  }

  /** Multiply-accumulates of the product. */
  public long macs() {
    return Math.multiplyExact(Math.multiplyExact(m, n), k);
  }
}
