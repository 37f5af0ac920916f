package picojoule.pe.vector.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picojoule.config.ConfigName;

/** How the bits go that a right shift takes away. */
public enum ShiftRounding {
  /** To the nearest whole number, ties to the even one. */
  NEAREST_EVEN,
  /** To the nearest, ties away from zero. */
  NEAREST_AWAY,
  /** To the nearest, ties up: half is added before the shift. */
  NEAREST_UP,
  /** To the next nearer to zero. */
  TOWARD_ZERO,
  /** To the next below: the bits are dropped. */
  DOWN;

  /**
   * The rounding of a name.
   *
   * @throws IllegalArgumentException where there is none, listing what there is
   */
  public static ShiftRounding parse(String name) {
    return Arrays.stream(values())
        .filter(rounding -> rounding.label().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is no rounding; there is: " + String.join(", ", names())));
  }

  /** The names of all. */
  public static List<String> names() {
    return ConfigName.all(values());
  }

  /** The name as users write it. */
  public String label() {
    return ConfigName.of(this);
  }

  /**
   * value · 2^-bits, rounded.
   *
   * @param bits to the right up to 62, to the left below zero
   * @throws ArithmeticException where a shift to the left overflows
   */
  public long shift(long value, int bits) {
    if (bits <= 0) {
      return bits < -62
          ? Math.multiplyExact(Math.multiplyExact(value, 1L << 62), 1L << (-bits - 62))
          : Math.multiplyExact(value, 1L << -bits);
    }
    if (bits >= Long.SIZE - 1) {
      throw new IllegalArgumentException("a shift takes up to 62 bits away, not " + bits);
    }
    long below = value >> bits;
    long rest = value - (below << bits);
    long half = 1L << (bits - 1);
    boolean isUp =
        switch (this) {
          case NEAREST_EVEN -> rest > half || (rest == half && (below & 1) != 0);
          case NEAREST_AWAY -> rest > half || (rest == half && value >= 0);
          case NEAREST_UP -> rest >= half;
          case TOWARD_ZERO -> rest > 0 && value < 0;
          case DOWN -> false;
        };
    return isUp ? below + 1 : below;
  }
}
