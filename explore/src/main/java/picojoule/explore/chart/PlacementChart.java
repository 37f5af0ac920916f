package picojoule.explore.chart;

import java.util.Arrays;
import picojoule.config.BadInputException;

/** The pictures of a placement study. */
public enum PlacementChart {
  /** Tokens per second over HBM capacity. */
  CAPACITY("capacity"),
  /** Where the pages of the first layer were over time. */
  PLACES("places");

  private final String label;

  PlacementChart(String label) {
    this.label = label;
  }

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static PlacementChart parse(String name) {
    return Arrays.stream(values())
        .filter(chart -> chart.label.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.unknown(
                    "--chart",
                    "chart",
                    name,
                    Arrays.stream(values()).map(PlacementChart::toString).toList()));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return label;
  }
}
