package picojoule.technology.netlist;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The longest path of a circuit from inputs and flip-flops to outputs and flip-flops. */
public final class CriticalPath {

  private CriticalPath() {}

  /**
   * How many gates of each kind stand on the longest path.
   *
   * @param delay of a gate, in any unit
   */
  public static Map<Gate, Integer> of(Circuit circuit, ToDoubleFunction<Gate> delay) {
    double[] arrival = new double[circuit.size()];
    int[] from = new int[circuit.size()];
    for (int node = 0; node < circuit.size(); node++) {
      from[node] = -1;
      Gate gate = circuit.gate(node);
      if (gate.isSource()) {
        arrival[node] = gate == Gate.REGISTER ? delay.applyAsDouble(gate) : 0;
        continue;
      }
      boolean isCarry = gate == Gate.CARRY;
      int adder = isCarry ? circuit.first(node) >> 1 : node;
      for (int i = 0; i < circuit.operands(adder); i++) {
        int read = circuit.operand(adder, i) >> 1;
        if (from[node] < 0 || arrival[read] > arrival[from[node]]) {
          from[node] = read;
        }
      }
      arrival[node] = arrival[from[node]] + delay.applyAsDouble(circuit.gate(node));
    }
    Map<Gate, Integer> path = new EnumMap<>(Gate.class);
    for (int node = last(circuit, arrival); node >= 0; node = from[node]) {
      path.merge(circuit.gate(node), 1, Integer::sum);
    }
    return path;
  }

  private static int last(Circuit circuit, double[] arrival) {
    int last = 0;
    for (int signal : circuit.outputs()) {
      last = arrival[signal >> 1] > arrival[last] ? signal >> 1 : last;
    }
    for (int node = 0; node < circuit.size(); node++) {
      if (circuit.gate(node) == Gate.REGISTER) {
        int driver = circuit.first(node) >> 1;
        last = arrival[driver] > arrival[last] ? driver : last;
      }
    }
    return last;
  }
}
