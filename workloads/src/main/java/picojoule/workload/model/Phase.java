package picojoule.workload.model;

/**
 * One step of inference.
 *
 * @param kind prefill or decode
 * @param batch sequences
 * @param tokens new tokens of each sequence
 * @param context keys that a new token's attention reads, the new tokens' own included
 */
public record Phase(Kind kind, int batch, int tokens, int context) {

  /** The largest value of each number. */
  public static final int MOST = 1 << 24;

  /** Which step it is. */
  public enum Kind {
    /** All prompt tokens at once. */
    PREFILL,
    /** One token per sequence, reading the whole KV cache. */
    DECODE
  }

  public Phase {
    if (batch < 1 || tokens < 1 || context < tokens || batch > MOST || context > MOST) {
      throw new IllegalArgumentException(
          "a phase has at least one sequence and one token, and a context that holds its tokens");
    }
  }

  /** All tokens of a prompt at once. */
  public static Phase prefill(int batch, int tokens) {
    return new Phase(Kind.PREFILL, batch, tokens, tokens);
  }

  /** One token for each sequence. */
  public static Phase decode(int batch, int context) {
    return new Phase(Kind.DECODE, batch, 1, context);
  }

  /** Rows of activations of every projection. */
  public long rows() {
    return (long) batch * tokens;
  }
}
