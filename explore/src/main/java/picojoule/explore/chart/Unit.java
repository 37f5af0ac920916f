package picojoule.explore.chart;

import java.util.List;

/**
 * A unit that an axis is labelled in.
 *
 * @param name the symbol
 * @param size how many of the table's unit it holds
 */
record Unit(String name, double size) {

  private static final List<Unit> TIMES =
      List.of(new Unit("ns", 1), new Unit("µs", 1e3), new Unit("ms", 1e6), new Unit("s", 1e9));
  private static final List<Unit> ENERGIES =
      List.of(
          new Unit("pJ", 1),
          new Unit("nJ", 1e3),
          new Unit("µJ", 1e6),
          new Unit("mJ", 1e9),
          new Unit("J", 1e12));

  /** The largest unit of time that is no longer than a number of nanoseconds. */
  static Unit ofTime(double nanoseconds) {
    return largest(TIMES, nanoseconds);
  }

  /** The largest unit of energy that is no more than a number of picojoules. */
  static Unit ofEnergy(double picojoules) {
    return largest(ENERGIES, picojoules);
  }

  private static Unit largest(List<Unit> units, double value) {
    Unit largest = units.get(0);
    for (Unit unit : units) {
      if (unit.size <= value) {
        largest = unit;
      }
    }
    return largest;
  }
}
