package picojoule.pe.datapath;

import java.math.BigDecimal;

/** What a GEMM leaves behind, M tokens by N features; each value can be told exactly. */
public sealed interface ExactMatrix permits FixedPointMatrix, PatternMatrix, DecimalMatrix {

  /** Tokens or features. */
  int rows();

  /** Features, or K. */
  int columns();

  /** Whether an element has a value: infinity, NaN and NaR have none. */
  boolean isFinite(int row, int column);

  /**
   * An element, exactly.
   *
   * @throws ArithmeticException where it is not finite
   */
  BigDecimal value(int row, int column);
}
