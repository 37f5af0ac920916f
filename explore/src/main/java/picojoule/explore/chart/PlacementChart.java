package picojoule.explore.chart;

import picojoule.config.BadInputException;
import picojoule.config.ConfigName;

/** The pictures of a placement study. */
public enum PlacementChart {
  /** Tokens per second over HBM capacity. */
  CAPACITY,
  /** Where the pages of the first layer were over time. */
  PLACES;

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static PlacementChart parse(String name) {
    return ConfigName.parse("--chart", "chart", name, values());
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return ConfigName.of(this);
  }
}
