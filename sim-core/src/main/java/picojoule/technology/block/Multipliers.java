package picojoule.technology.block;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picojoule.technology.netlist.Circuit;

/**
 * Multipliers of signed and unsigned integers. Signed ones have the partial products of Baugh and
 * Wooley (1973): those of one sign bit inverted, and two constant ones.
 */
public final class Multipliers {

  private Multipliers() {}

  /** The signed product by Dadda's tree and a final ripple adder. */
  public static int[] dadda(Circuit circuit, int[] a, int[] b) {
    return Adders.columns(circuit, signedColumns(circuit, a, b, a.length + b.length));
  }

  /** The bits of a signed product, by weight, modulo a width, not added up yet. */
  public static List<List<Integer>> signedColumns(Circuit circuit, int[] a, int[] b, int width) {
    List<List<Integer>> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(new ArrayList<>());
    }
    int topA = a.length - 1;
    int topB = b.length - 1;
    for (int i = 0; i <= topA; i++) {
      for (int j = 0; j <= topB; j++) {
        int product = circuit.and(a[i], b[j]);
        boolean isNegative = (i == topA) != (j == topB);
        columns.get(i + j).add(isNegative ? Circuit.not(product) : product);
      }
    }
    // Inverting the rows of one sign bit left this to be added.
    BigInteger rest =
        BigInteger.ZERO
            .setBit(topA)
            .add(BigInteger.ZERO.setBit(topB))
            .subtract(BigInteger.ZERO.setBit(topA + topB + 1));
    for (int i = 0; i < width; i++) {
      if (rest.testBit(i)) {
        columns.get(i).add(Circuit.TRUE);
      }
    }
    return columns;
  }

  /**
   * The signed product by an array: a row of adders, of gates rather than of adder cells, for each
   * bit of b.
   */
  public static int[] array(Circuit circuit, int[] a, int[] b) {
    int width = a.length;
    int[] product = new int[width + b.length];
    int[] sum = Arrays.copyOf(row(circuit, a, b, 0), width + 1);
    sum[width] = sum[width - 1];
    sum[width - 1] = Circuit.not(sum[width - 1]);
    for (int j = 1; j < b.length; j++) {
      product[j - 1] = sum[0];
      int[] row = row(circuit, a, b, j);
      int carry = j == b.length - 1 ? Circuit.TRUE : Circuit.FALSE;
      int[] next = new int[width + 1];
      for (int i = 0; i < width; i++) {
        int either = circuit.xor(sum[i + 1], row[i]);
        next[i] = circuit.xor(either, carry);
        int any = circuit.or(sum[i + 1], row[i]);
        carry = circuit.or(circuit.and(sum[i + 1], row[i]), circuit.and(any, carry));
      }
      next[width] = carry;
      sum = next;
    }
    sum[width] = Circuit.not(sum[width]);
    System.arraycopy(sum, 0, product, b.length - 1, width + 1);
    return product;
  }

  /** The partial products of one bit of b; those of one sign bit are inverted. */
  private static int[] row(Circuit circuit, int[] a, int[] b, int j) {
    int[] row = Gates.andAll(circuit, a, b[j]);
    for (int i = 0; i < row.length; i++) {
      if ((i == a.length - 1) != (j == b.length - 1)) {
        row[i] = Circuit.not(row[i]);
      }
    }
    return row;
  }
}
