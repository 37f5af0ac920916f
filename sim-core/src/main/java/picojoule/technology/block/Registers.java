package picojoule.technology.block;

import java.util.Arrays;
import picojoule.technology.netlist.Circuit;

/** Flip-flops and what keeps state in them. */
public final class Registers {

  private Registers() {}

  /** Flip-flops that take a bus over every cycle. */
  public static int[] register(Circuit circuit, int[] next) {
    int[] bus = circuit.register(next.length);
    circuit.drive(bus, next);
    return bus;
  }

  /** Flip-flops that take a bus over where enabled, and keep what they have where not. */
  public static int[] enabled(Circuit circuit, int[] next, int enable) {
    int[] bus = circuit.register(next.length);
    circuit.drive(bus, Gates.select(circuit, enable, next, bus));
    return bus;
  }

  /** What enters an accumulator: a sum, or zero where it is cleared. */
  public static int[] cleared(Circuit circuit, int[] sum, int clear) {
    return Arrays.stream(sum).map(bit -> circuit.unless(bit, clear)).toArray();
  }

  /** An accumulator of given flip-flops: it adds a bus and a carry, or clears. */
  public static void accumulate(Circuit circuit, int[] accumulator, int[] addend, int carry) {
    int clear = circuit.input("clear");
    int[] wide = Adders.signExtend(addend, accumulator.length);
    int[] sum = Adders.modular(circuit, accumulator, wide, carry);
    circuit.drive(accumulator, cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  /** An accumulator that adds or subtracts a bus by two adders and a choice. */
  public static int[] addOrSubtract(
      Circuit circuit, int[] accumulator, int[] addend, int subtract) {
    int[] wide = Adders.signExtend(addend, accumulator.length);
    int[] sum = Adders.modular(circuit, accumulator, wide, Circuit.FALSE);
    int[] difference =
        Adders.modular(
            circuit, accumulator, Gates.xorAll(circuit, wide, Circuit.TRUE), Circuit.TRUE);
    return Gates.select(circuit, subtract, difference, sum);
  }
}
