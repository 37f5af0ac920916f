package picojoule.technology.block;

import java.util.Arrays;
import picojoule.technology.netlist.Circuit;

/** Barrel shifters, a row of multiplexers a bit of the distance, and what tells distances. */
public final class Shifters {

  private Shifters() {}

  /** A bus moved to higher places, zeros entering. */
  public static int[] left(Circuit circuit, int[] a, int[] distance) {
    int[] now = a;
    for (int stage = 0; stage < distance.length; stage++) {
      int places = stage < 31 ? 1 << stage : Integer.MAX_VALUE;
      now = Gates.select(circuit, distance[stage], Gates.shifted(now, places, a.length), now);
    }
    return now;
  }

  /** A bus moved to lower places, a given bit entering: its sign where it has one. */
  public static int[] right(Circuit circuit, int[] a, int[] distance, int entering) {
    int[] now = a;
    for (int stage = 0; stage < distance.length; stage++) {
      int[] moved = new int[a.length];
      Arrays.fill(moved, entering);
      int places = 1 << stage;
      if (places < a.length) {
        System.arraycopy(now, places, moved, 0, a.length - places);
      }
      now = Gates.select(circuit, distance[stage], moved, now);
    }
    return now;
  }

  /**
   * How many zeros stand above the highest one, the width where there is none. A bit of the count
   * of weight w is one where the first group of w bits that has a one is the second of a pair.
   *
   * @param places of the count
   */
  public static int[] leadingZeros(Circuit circuit, int[] a, int places) {
    int[] count = new int[places];
    // A one below the lowest bit makes the width the count of no one at all.
    int[] groups = new int[a.length + 1];
    Arrays.setAll(groups, i -> i < a.length ? a[a.length - 1 - i] : Circuit.TRUE);
    for (int place = 0; place < places; place++) {
      count[place] = isFirstOdd(circuit, groups);
      int[] pairs = new int[(groups.length + 1) / 2];
      for (int i = 0; i < pairs.length; i++) {
        int second = 2 * i + 1 < groups.length ? groups[2 * i + 1] : Circuit.FALSE;
        pairs[i] = circuit.or(groups[2 * i], second);
      }
      groups = pairs;
    }
    return count;
  }

  private static int isFirstOdd(Circuit circuit, int[] groups) {
    int isOdd = Circuit.FALSE;
    for (int i = (groups.length - 1) / 2; i >= 0; i--) {
      int second = 2 * i + 1 < groups.length ? groups[2 * i + 1] : Circuit.FALSE;
      isOdd = circuit.and(Circuit.not(groups[2 * i]), circuit.or(second, isOdd));
    }
    return isOdd;
  }
}
