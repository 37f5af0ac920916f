package picojoule.technology.block;

import java.util.Arrays;
import picojoule.technology.netlist.Circuit;

/** Rows and trees of gates. */
public final class Gates {

  private Gates() {}

  /** Every bit of a bus and one signal. */
  public static int[] andAll(Circuit circuit, int[] a, int signal) {
    return Arrays.stream(a).map(bit -> circuit.and(bit, signal)).toArray();
  }

  /** Every bit of a bus, inverted where the signal is true. */
  public static int[] xorAll(Circuit circuit, int[] a, int signal) {
    return Arrays.stream(a).map(bit -> circuit.xor(bit, signal)).toArray();
  }

  /** One of two buses of one width. */
  public static int[] select(Circuit circuit, int select, int[] whenTrue, int[] whenFalse) {
    int[] chosen = new int[whenTrue.length];
    Arrays.setAll(chosen, i -> circuit.multiplexer(select, whenTrue[i], whenFalse[i]));
    return chosen;
  }

  /** One of a power of two buses, by a tree of multiplexers, the lowest select bit first. */
  public static int[] select(Circuit circuit, int[] selects, int[][] choices) {
    int[][] left = choices;
    for (int select : selects) {
      int[][] half = new int[left.length / 2][];
      for (int i = 0; i < half.length; i++) {
        half[i] = select(circuit, select, left[2 * i + 1], left[2 * i]);
      }
      left = half;
    }
    return left[0];
  }

  /** Whether any bit is true, by a balanced tree. */
  public static int any(Circuit circuit, int... bits) {
    return Circuit.not(all(circuit, Arrays.stream(bits).map(Circuit::not).toArray()));
  }

  /** Whether all bits are true, by a balanced tree. */
  public static int all(Circuit circuit, int... bits) {
    if (bits.length == 0) {
      return Circuit.TRUE;
    }
    int[] left = bits;
    while (left.length > 1) {
      int[] half = new int[(left.length + 1) / 2];
      for (int i = 0; i < half.length; i++) {
        half[i] = 2 * i + 1 < left.length ? circuit.and(left[2 * i], left[2 * i + 1]) : left[2 * i];
      }
      left = half;
    }
    return left[0];
  }

  /** A bus moved to higher places, zeros entering, in a given width. */
  public static int[] shifted(int[] a, int places, int width) {
    int[] moved = new int[width];
    for (int i = 0; i < width; i++) {
      moved[i] = i >= places && i - places < a.length ? a[i - places] : Circuit.FALSE;
    }
    return moved;
  }

  /** Some bits of a bus. */
  public static int[] bits(int[] a, int from, int to) {
    return Arrays.copyOfRange(a, from, to);
  }

  /** One bus on top of another. */
  public static int[] concatenated(int[] low, int... high) {
    int[] both = Arrays.copyOf(low, low.length + high.length);
    System.arraycopy(high, 0, both, low.length, high.length);
    return both;
  }
}
