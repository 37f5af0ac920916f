package picojoule.technology.design;

import java.util.Arrays;
import java.util.List;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Multipliers;
import picojoule.technology.block.Registers;
import picojoule.technology.netlist.Circuit;

/** Multipliers, multiply-accumulate units and processing elements of signed integers. */
final class IntegerDesigns {

  private IntegerDesigns() {}

  static void daddaMultiplier(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    circuit.in("multiplier").output(Multipliers.dadda(circuit, a, b));
  }

  static void arrayMultiplier(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    circuit.in("multiplier").output(Multipliers.array(circuit, a, b));
  }

  /** The product's bits and the accumulator's enter one tree. */
  static void mac(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    multiplyAccumulate(circuit, a, b, n[2]);
  }

  static void macWithoutRegister(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    circuit.output(sum(circuit, a, b, circuit.input("psum", n[2])));
  }

  /** Both operands pass on to the next elements; the accumulator stays. */
  static void outputStationary(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    circuit.in("pass-through").output(Registers.register(circuit, a));
    circuit.output(Registers.register(circuit, b));
    multiplyAccumulate(circuit, a, b, n[2]);
  }

  /** The weight stays, the activation and the partial sum pass on. */
  static void weightStationary(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    int load = circuit.input("load");
    int[] weight = Registers.enabled(circuit.in("weight register"), b, load);
    circuit.in("pass-through").output(Registers.register(circuit, a));
    int[] sum = sum(circuit, a, weight, circuit.input("psum", n[2]));
    circuit.in("accumulator register").output(Registers.register(circuit, sum));
  }

  private static void multiplyAccumulate(Circuit circuit, int[] a, int[] b, int width) {
    int clear = circuit.input("clear");
    int[] accumulator = circuit.in("accumulator register").register(width);
    int[] sum = sum(circuit, a, b, accumulator);
    circuit.in("accumulator register");
    circuit.drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  private static int[] sum(Circuit circuit, int[] a, int[] b, int[] addend) {
    List<List<Integer>> columns =
        Multipliers.signedColumns(circuit.in("multiplier"), a, b, addend.length);
    for (int i = 0; i < addend.length; i++) {
      columns.get(i).add(addend[i]);
    }
    return Adders.columns(circuit, columns);
  }

  /** Weights of -1, 0 and 1: a row of gates, an inversion, the accumulator. */
  static void ternary(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] weight = circuit.input("weight", 2);
    int[] gated = Gates.andAll(circuit.in("select"), a, weight[0]);
    int negative = circuit.and(weight[0], weight[1]);
    int[] term = Gates.xorAll(circuit, gated, negative);
    accumulate(circuit, n[1], term, negative);
  }

  /** Weights of -1 and 1. */
  static void binary(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int negative = circuit.input("weight");
    accumulate(circuit, n[1], Gates.xorAll(circuit.in("select"), a, negative), negative);
  }

  /** Four activations, each added or subtracted. */
  static void dotOfSigns(Circuit circuit, int[] n) {
    int[] accumulator = circuit.in("accumulator").register(n[1]);
    int clear = circuit.input("clear");
    int[] sum = accumulator;
    for (int i = 0; i < 4; i++) {
      int[] a = circuit.input("activation" + i, n[0]);
      int negative = circuit.input("weight" + i);
      int[] term = Adders.negateIf(circuit.in("select"), Adders.signExtend(a, n[0] + 1), negative);
      sum = Adders.modular(circuit.in("adders"), sum, Adders.signExtend(term, n[1]), Circuit.FALSE);
    }
    circuit.in("accumulator").drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  static void accumulate(Circuit circuit, int width, int[] term, int carry) {
    circuit.in("accumulator");
    Registers.accumulate(circuit, circuit.register(width), term, carry);
  }

  /**
   * Gated, shifted copies of the activation, added up two at a time over the whole product's width,
   * and accumulated.
   */
  static void parallelShiftAdd(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    int width = n[0] + n[1];
    int[] sum = Adders.signExtend(Gates.andAll(circuit.in("gates"), a, b[0]), width);
    for (int i = 1; i < n[1]; i++) {
      boolean isSign = i == n[1] - 1;
      int[] gated = Gates.andAll(circuit.in("gates"), a, b[i]);
      int[] row = Gates.shifted(Adders.signExtend(gated, width), i, width);
      sum =
          row(
              circuit.in("adders"),
              sum,
              isSign ? Gates.xorAll(circuit, row, Circuit.TRUE) : row,
              isSign);
    }
    accumulate(circuit, n[2], sum, Circuit.FALSE);
  }

  /** A row of adders over the width but its lowest bit, zeros or not. */
  private static int[] row(Circuit circuit, int[] a, int[] b, boolean isSubtracted) {
    int[] sum = new int[a.length];
    int carry = isSubtracted ? Circuit.TRUE : Circuit.FALSE;
    for (int i = 0; i < a.length; i++) {
      int[] pair =
          i == 0 ? circuit.fullAdder(a[i], b[i], carry) : circuit.keptFullAdder(a[i], b[i], carry);
      sum[i] = pair[0];
      carry = pair[1];
    }
    return sum;
  }

  /** Unsigned rows over the product's width but two bits, as a behavioural product synthesizes. */
  static int[] rowsOfAdders(Circuit circuit, int[] a, int[] b) {
    int width = a.length + b.length;
    int[] sum = Arrays.copyOf(Gates.andAll(circuit, a, b[0]), width);
    for (int i = 1; i < b.length; i++) {
      int[] row = Gates.shifted(Gates.andAll(circuit, a, b[i]), i, width);
      int carry = Circuit.FALSE;
      int[] next = new int[width];
      for (int j = 0; j < width; j++) {
        int[] pair =
            j == 0 || j == width - 1
                ? circuit.fullAdder(sum[j], row[j], carry)
                : circuit.keptFullAdder(sum[j], row[j], carry);
        next[j] = pair[0];
        carry = pair[1];
      }
      sum = next;
    }
    return sum;
  }
}
