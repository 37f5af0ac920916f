package picojoule.pe.vector.operation;

import java.math.BigDecimal;
import java.math.MathContext;

/** Functions to forty digits, by their series. */
final class Decimals {

  static final MathContext DIGITS = new MathContext(50);

  /** Machin's formula. */
  static final BigDecimal PI =
      inverseTangent(5)
          .multiply(new BigDecimal(16))
          .subtract(inverseTangent(239).multiply(new BigDecimal(4)));

  private static final BigDecimal SMALL = new BigDecimal("1e-48");
  private static final BigDecimal TWO = new BigDecimal(2);

  private Decimals() {}

  private static BigDecimal inverseTangent(int inverse) {
    BigDecimal square = new BigDecimal((long) inverse * inverse);
    BigDecimal power = BigDecimal.ONE.divide(new BigDecimal(inverse), DIGITS);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 1; i < 160; i += 2) {
      BigDecimal term = power.divide(new BigDecimal(i), DIGITS);
      sum = i % 4 == 1 ? sum.add(term) : sum.subtract(term);
      power = power.divide(square, DIGITS);
    }
    return sum;
  }

  static BigDecimal exp(BigDecimal x) {
    int halvings = 12;
    BigDecimal small = x.divide(TWO.pow(halvings), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int i = 1; term.abs().compareTo(SMALL) > 0; i++) {
      term = term.multiply(small, DIGITS).divide(new BigDecimal(i), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** Newton's iteration on the exponential. */
  static BigDecimal log(BigDecimal x) {
    BigDecimal y = new BigDecimal(Math.log(x.doubleValue()));
    for (int i = 0; i < 3; i++) {
      y = y.add(x.divide(exp(y), DIGITS).subtract(BigDecimal.ONE), DIGITS);
      // The error squares: one term is enough.
    }
    return y;
  }

  static BigDecimal sine(BigDecimal angle) {
    BigDecimal turn = PI.multiply(TWO);
    BigDecimal x = angle.remainder(turn);
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int i = 2; term.abs().compareTo(SMALL) > 0; i += 2) {
      term = term.multiply(square, DIGITS).divide(new BigDecimal((long) -i * (i + 1)), DIGITS);
      sum = sum.add(term);
    }
    return sum.round(new MathContext(45));
  }

  /** The normal distribution, by the series of its density: 1/2 + φ(x)·(x + x³/3 + x⁵/15 + …). */
  static BigDecimal normal(BigDecimal x) {
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int i = 3; term.abs().compareTo(SMALL) > 0; i += 2) {
      term = term.multiply(square, DIGITS).divide(new BigDecimal(i), DIGITS);
      sum = sum.add(term);
    }
    BigDecimal density =
        exp(square.divide(new BigDecimal(-2), DIGITS))
            .divide(PI.multiply(TWO).sqrt(DIGITS), DIGITS);
    return density.multiply(sum, DIGITS).add(new BigDecimal("0.5"));
  }
}
