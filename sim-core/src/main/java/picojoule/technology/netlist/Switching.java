package picojoule.technology.netlist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How often the nodes of a circuit change from one settled cycle to the next, from a simulation of
 * sixty-four independent streams of operands, a bit of a long each. Glitches on the way to the
 * settled value are not counted.
 */
public final class Switching {

  private static final int STREAMS = 64;

  private Switching() {}

  /**
   * Toggles a cycle of each block, by gate; a carry counts as a toggle of its adder.
   *
   * @param cycles to simulate, in each stream
   * @param heldCycles for how many cycles in a row the inputs named weight keep their value
   */
  public static Map<String, Map<Gate, Double>> of(Circuit circuit, int cycles, int heldCycles) {
    SplittableRandom random = new SplittableRandom(1);
    long[] now = new long[circuit.size()];
    long[] before = new long[circuit.size()];
    long[] toggles = new long[circuit.size()];
    for (int cycle = 0; cycle < cycles; cycle++) {
      long[] swap = before;
      before = now;
      now = swap;
      takeInputs(circuit, now, before, random, cycle % heldCycles == 0);
      takeRegisters(circuit, now, before);
      settle(circuit, now);
      for (int node = 1; node < now.length && cycle > 0; node++) {
        toggles[node] += Long.bitCount(now[node] ^ before[node]);
      }
    }
    Map<String, Map<Gate, Double>> rates = new LinkedHashMap<>();
    double samples = (double) STREAMS * (cycles - 1);
    for (int node = 1; node < now.length; node++) {
      Gate gate = circuit.gate(node);
      Gate counted = gate == Gate.CARRY ? circuit.gate(circuit.first(node) >> 1) : gate;
      rates
          .computeIfAbsent(circuit.blockOf(node), name -> new LinkedHashMap<>())
          .merge(counted, toggles[node] / samples, Double::sum);
    }
    return rates;
  }

  /**
   * The values of nodes for given values of inputs, a stream a bit; registers keep what is there.
   */
  static void settle(Circuit circuit, long[] values) {
    for (int node = 0; node < values.length; node++) {
      long a = value(values, circuit.first(node));
      long b = value(values, circuit.second(node));
      switch (circuit.gate(node)) {
        case CONSTANT -> values[node] = 0;
        case INPUT, REGISTER -> {}
        case AND -> values[node] = a & b;
        case XOR, HALF_ADDER -> values[node] = a ^ b;
        case CLEAR -> values[node] = a & ~b;
        case MULTIPLEXER -> values[node] = (a & b) | (~a & value(values, circuit.third(node)));
        case FULL_ADDER -> values[node] = a ^ b ^ value(values, circuit.third(node));
        case CARRY -> values[node] = carry(circuit, values, circuit.first(node) >> 1);
      }
    }
  }

  private static long carry(Circuit circuit, long[] values, int adder) {
    long a = value(values, circuit.first(adder));
    long b = value(values, circuit.second(adder));
    if (circuit.gate(adder) == Gate.HALF_ADDER) {
      return a & b;
    }
    long c = value(values, circuit.third(adder));
    return (a & b) | (c & (a | b));
  }

  private static long value(long[] values, int signal) {
    return (signal & 1) == 0 ? values[signal >> 1] : ~values[signal >> 1];
  }

  private static void takeRegisters(Circuit circuit, long[] now, long[] before) {
    for (int node = 0; node < now.length; node++) {
      if (circuit.gate(node) == Gate.REGISTER) {
        now[node] = value(before, circuit.first(node));
      }
    }
  }

  /** Operands are uniform; what clears stays off, what enables stays on. */
  private static void takeInputs(
      Circuit circuit, long[] now, long[] before, SplittableRandom random, boolean isNewWeight) {
    for (Map.Entry<String, int[]> input : circuit.inputs().entrySet()) {
      String name = input.getKey();
      boolean isWeight = name.startsWith("weight");
      for (int signal : input.getValue()) {
        int node = signal >> 1;
        now[node] =
            switch (name) {
              case "clear" -> 0;
              case "enable", "load" -> -1;
              // A weight of four bits begins every fourth cycle.
              case "start" -> sparse(random);
              default -> isWeight && !isNewWeight ? before[node] : random.nextLong();
            };
      }
    }
  }

  private static long sparse(SplittableRandom random) {
    long half = random.nextLong();
    return half & random.nextLong();
  }
}
