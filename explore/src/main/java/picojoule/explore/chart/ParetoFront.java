package picojoule.explore.chart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which points nothing beats, when less of everything is better. */
final class ParetoFront {

  private ParetoFront() {}

  /**
   * A point's objectives.
   *
   * @param first less is better, as in the others
   */
  record Objectives(double first, double second, double third) {

    /** A point of two objectives. */
    static Objectives of(double first, double second) {
      return new Objectives(first, second, 0);
    }
  }

  /**
   * Which points are Pareto-optimal: no other point is as good in every objective and better in
   * one. Equal points do not beat each other. Time is O(n log n): in the order of the first
   * objective, a point has been beaten exactly when an earlier one is as good in the other two, and
   * of the earlier ones only the staircase of their own front matters (Kung, Luccio, Preparata, "On
   * finding the maxima of a set of vectors", 1975).
   */
  static boolean[] of(List<Objectives> points) {
    Integer[] order = new Integer[points.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparingDouble((Integer i) -> points.get(i).first())
            .thenComparingDouble(i -> points.get(i).second())
            .thenComparingDouble(i -> points.get(i).third()));
    boolean[] optimal = new boolean[points.size()];
    // Second objective to third: the third falls as the second rises.
    NavigableMap<Double, Double> staircase = new TreeMap<>();
    for (int k = 0; k < order.length; k++) {
      Objectives point = points.get(order[k]);
      if (k > 0 && point.equals(points.get(order[k - 1]))) {
        optimal[order[k]] = optimal[order[k - 1]];
      } else if (isBelow(staircase, point)) {
        optimal[order[k]] = true;
        add(staircase, point);
      }
    }
    return optimal;
  }

  private static boolean isBelow(NavigableMap<Double, Double> staircase, Objectives point) {
    Map.Entry<Double, Double> step = staircase.floorEntry(point.second());
    return step == null || step.getValue() > point.third();
  }

  private static void add(NavigableMap<Double, Double> staircase, Objectives point) {
    Map.Entry<Double, Double> next = staircase.ceilingEntry(point.second());
    while (next != null && next.getValue() >= point.third()) {
      staircase.remove(next.getKey());
      next = staircase.ceilingEntry(point.second());
    }
    staircase.put(point.second(), point.third());
  }
}
