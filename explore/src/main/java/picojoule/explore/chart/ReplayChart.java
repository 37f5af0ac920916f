package picojoule.explore.chart;

import picojoule.config.BadInputException;
import picojoule.config.ConfigName;

/** The pictures of a replayed trace. */
public enum ReplayChart {
  /** Bytes per second over time, reads and writes apart. */
  BANDWIDTH,
  /** What each bank does in the first microseconds. */
  BANKS;

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ReplayChart parse(String name) {
    return ConfigName.parse("--chart", "chart", name, values());
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return ConfigName.of(this);
  }
}
