package picojoule.technology.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picojoule.technology.netlist.Circuit;

/** Adders and what is made of them. Buses are least significant bit first. */
public final class Adders {

  private Adders() {}

  /** The sum of two buses of one width by a ripple of full adders, its carry on top. */
  public static int[] ripple(Circuit circuit, int[] a, int[] b, int carry) {
    int[] sum = new int[a.length + 1];
    int rippling = carry;
    for (int i = 0; i < a.length; i++) {
      int[] pair = circuit.fullAdder(a[i], b[i], rippling);
      sum[i] = pair[0];
      rippling = pair[1];
    }
    sum[a.length] = rippling;
    return sum;
  }

  /** The sum of two buses of one width, in that width. */
  public static int[] modular(Circuit circuit, int[] a, int[] b, int carry) {
    return Arrays.copyOf(ripple(circuit, a, b, carry), a.length);
  }

  /** The two's complement of a bus where a signal says so, by XOR gates and a carry chain. */
  public static int[] negateIf(Circuit circuit, int[] a, int negative) {
    int[] result = a.clone();
    // The lowest bit is its own negative.
    int carry = circuit.and(negative, Circuit.not(a[0]));
    for (int i = 1; i < a.length; i++) {
      int[] pair = circuit.halfAdder(circuit.xor(a[i], negative), carry);
      result[i] = pair[0];
      carry = pair[1];
    }
    return result;
  }

  /** A signed bus in more bits. */
  public static int[] signExtend(int[] a, int width) {
    int[] extended = Arrays.copyOf(a, width);
    if (width > a.length) {
      Arrays.fill(extended, a.length, width, a[a.length - 1]);
    }
    return extended;
  }

  /**
   * The sum, modulo the width of a result, of columns of bits of one weight each, by Dadda's tree
   * (Dadda, Some schemes for parallel multipliers, 1965) and a final adder of ripple carry.
   */
  public static int[] columns(Circuit circuit, List<List<Integer>> columns) {
    int width = columns.size();
    int tallest = columns.stream().mapToInt(List::size).max().orElse(0);
    List<Integer> heights = new ArrayList<>(List.of(2));
    while (heights.get(heights.size() - 1) * 3 / 2 < tallest) {
      heights.add(heights.get(heights.size() - 1) * 3 / 2);
    }
    List<List<Integer>> now = columns;
    for (int stage = heights.size() - 1; stage >= 0; stage--) {
      now = reduced(circuit, now, heights.get(stage));
    }
    int[] a = new int[width];
    int[] b = new int[width];
    for (int i = 0; i < width; i++) {
      List<Integer> column = now.get(i);
      a[i] = column.isEmpty() ? Circuit.FALSE : column.get(0);
      b[i] = column.size() < 2 ? Circuit.FALSE : column.get(1);
    }
    return modular(circuit, a, b, Circuit.FALSE);
  }

  private static List<List<Integer>> reduced(
      Circuit circuit, List<List<Integer>> columns, int height) {
    List<List<Integer>> next = new ArrayList<>();
    List<Integer> carries = new ArrayList<>();
    for (List<Integer> column : columns) {
      List<Integer> bits = new ArrayList<>(column);
      bits.addAll(carries);
      carries = new ArrayList<>();
      while (bits.size() > height) {
        boolean isHalf = bits.size() == height + 1;
        int[] pair =
            isHalf
                ? circuit.halfAdder(bits.remove(0), bits.remove(0))
                : circuit.fullAdder(bits.remove(0), bits.remove(0), bits.remove(0));
        bits.add(pair[0]);
        carries.add(pair[1]);
      }
      next.add(bits);
    }
    return next;
  }
}
