package picojoule.explore.report;

import java.util.Locale;

/** Figures as people read them: four digits and a prefix that fits. */
public final class Scaled {

  private static final String[] PREFIXES = {"p", "n", "u", "m", "", "k", "M", "G", "T", "P"};
  private static final int NONE = 4;

  private Scaled() {}

  /**
   * A figure with its unit, {@code 13.21 ms}.
   *
   * @param value in the unit without a prefix
   */
  public static String of(double value, String unit) {
    int prefix = NONE;
    double scaled = value;
    while (Math.abs(scaled) >= 1000 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    while (Math.abs(scaled) < 1 && scaled != 0 && prefix > 0) {
      scaled *= 1000;
      prefix--;
    }
    int decimals = Math.abs(scaled) >= 100 ? 1 : Math.abs(scaled) >= 10 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f %s%s", scaled, PREFIXES[prefix], unit);
  }

  /** A count with its unit. */
  public static String of(long count, String unit) {
    return of((double) count, unit);
  }

  /** A share as a percentage. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
