package picojoule.explore.chart;

import java.util.Arrays;
import picojoule.config.BadInputException;

/** The pictures of a replayed trace. */
public enum ReplayChart {
  /** Bytes per second over time, reads and writes apart. */
  BANDWIDTH("bandwidth"),
  /** What each bank does in the first microseconds. */
  BANKS("banks");

  private final String label;

  ReplayChart(String label) {
    this.label = label;
  }

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ReplayChart parse(String name) {
    return Arrays.stream(values())
        .filter(chart -> chart.label.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.unknown(
                    "--chart",
                    "chart",
                    name,
                    Arrays.stream(values()).map(ReplayChart::toString).toList()));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return label;
  }
}
