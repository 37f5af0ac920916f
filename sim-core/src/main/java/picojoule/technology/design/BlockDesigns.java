package picojoule.technology.design;

import java.util.Arrays;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Registers;
import picojoule.technology.block.Shifters;
import picojoule.technology.netlist.Circuit;

/** Single blocks. */
final class BlockDesigns {

  private BlockDesigns() {}

  static void adder(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] b = circuit.input("b", n[0]);
    circuit.in("adder").output(Adders.ripple(circuit, a, b, Circuit.FALSE));
  }

  static void register(Circuit circuit, int[] n) {
    circuit.in("register").output(Registers.register(circuit, circuit.input("a", n[0])));
  }

  static void enabledRegister(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    circuit.in("register").output(Registers.enabled(circuit, a, circuit.input("enable")));
  }

  static void multiplexer(Circuit circuit, int[] n) {
    int[][] choices = new int[n[0]][];
    Arrays.setAll(choices, i -> circuit.input("choice" + i, n[1]));
    int[] select = circuit.input("select", Integer.numberOfTrailingZeros(n[0]));
    circuit.in("multiplexer").output(Gates.select(circuit, select, choices));
  }

  static void andRow(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] b = circuit.input("b", n[0]);
    int[] both = new int[n[0]];
    Arrays.setAll(both, i -> circuit.in("gates").and(a[i], b[i]));
    circuit.output(both);
  }

  static void xorRow(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] b = circuit.input("b", n[0]);
    int[] one = new int[n[0]];
    Arrays.setAll(one, i -> circuit.in("gates").xor(a[i], b[i]));
    circuit.output(one);
  }

  static void leftShifter(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] distance = circuit.input("distance", bitsFor(n[1]));
    circuit.in("shifter").output(Shifters.left(circuit, a, distance));
  }

  static void rightShifter(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] distance = circuit.input("distance", bitsFor(n[1]));
    circuit.in("shifter").output(Shifters.right(circuit, a, distance, a[n[0] - 1]));
  }

  static void leadingZeros(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    circuit.in("counter").output(Shifters.leadingZeros(circuit, a, bitsFor(n[0] + 1)));
  }

  /** Whether a is greater: whether a plus b inverted overflows. */
  static void greater(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] b = circuit.input("b", n[0]);
    circuit.in("comparator").output(isGreater(circuit, a, b));
  }

  /** Whether an unsigned bus is greater than another. */
  static int isGreater(Circuit circuit, int[] a, int[] b) {
    int carry = circuit.and(a[0], Circuit.not(b[0]));
    for (int i = 1; i < a.length; i++) {
      carry = circuit.fullAdder(a[i], Circuit.not(b[i]), carry)[1];
    }
    return carry;
  }

  static void equal(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", n[0]);
    int[] b = circuit.input("b", n[0]);
    circuit.in("comparator");
    int[] same = new int[n[0]];
    Arrays.setAll(same, i -> Circuit.not(circuit.xor(a[i], b[i])));
    circuit.output(Gates.all(circuit, same));
  }

  static void counter(Circuit circuit, int[] n) {
    int enable = circuit.input("enable");
    int clear = circuit.input("clear");
    circuit.in("counter");
    circuit.output(counter(circuit, n[0], enable, clear));
  }

  /** A counter that adds one where enabled. */
  static int[] counter(Circuit circuit, int width, int enable, int clear) {
    int[] count = circuit.register(width);
    int[] next = Adders.modular(circuit, count, new int[width], Circuit.TRUE);
    int[] kept = Gates.select(circuit, enable, next, count);
    circuit.drive(count, Registers.cleared(circuit, kept, clear));
    return count;
  }

  /** Bits that hold every number below this one. */
  static int bitsFor(int numbers) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, numbers - 1));
  }
}
