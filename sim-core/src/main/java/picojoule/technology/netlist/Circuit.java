package picojoule.technology.netlist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A netlist of one-bit gates under construction. A signal is twice its node's number, plus one
 * where it is inverted; inverters are therefore no nodes. Constants are folded and equal gates
 * shared, as synthesis would, except that adders stay adders: their cells are what arithmetic is
 * priced by. A bus is an array of signals, least significant first.
 */
public final class Circuit {

  /** The signal that is always false. */
  public static final int FALSE = 0;

  /** The signal that is always true. */
  public static final int TRUE = 1;

  private static final int FIRST_NODES = 256;

  private record Shared(Gate gate, int first, int second, int third) {}

  private Gate[] gates = new Gate[FIRST_NODES];
  private int[] first = new int[FIRST_NODES];
  private int[] second = new int[FIRST_NODES];
  private int[] third = new int[FIRST_NODES];
  private int[] blocks = new int[FIRST_NODES];
  private int nodes;
  private final Map<Shared, Integer> shared = new HashMap<>();
  private final List<String> blockNames = new ArrayList<>(List.of("other"));
  private int block;
  private final Map<String, int[]> inputs = new LinkedHashMap<>();
  private final List<Integer> outputs = new ArrayList<>();

  /** A circuit without anything. */
  public Circuit() {
    add(Gate.CONSTANT, 0, 0, 0);
  }

  /** Gates added from here on belong to the block of this name, for the breakdown of a cost. */
  public Circuit in(String blockName) {
    block = blockNames.indexOf(blockName);
    if (block < 0) {
      block = blockNames.size();
      blockNames.add(blockName);
    }
    return this;
  }

  /** A bus from outside; the same one for the same name. */
  public int[] input(String name, int width) {
    if (inputs.containsKey(name)) {
      return inputs.get(name);
    }
    int[] bus = new int[width];
    Arrays.setAll(bus, i -> add(Gate.INPUT, 0, 0, 0));
    inputs.put(name, bus);
    return bus;
  }

  /** A bit from outside. */
  public int input(String name) {
    return input(name, 1)[0];
  }

  /** Signals that something outside reads, so that they count as used. */
  public void output(int... bus) {
    for (int signal : bus) {
      outputs.add(signal);
    }
  }

  /** The other value. */
  public static int not(int signal) {
    return signal ^ 1;
  }

  /** Both. */
  public int and(int a, int b) {
    if (a == FALSE || b == FALSE || a == not(b)) {
      return FALSE;
    }
    if (a == TRUE || a == b) {
      return b;
    }
    return b == TRUE ? a : share(Gate.AND, Math.min(a, b), Math.max(a, b), 0);
  }

  /** Either. */
  public int or(int a, int b) {
    return not(and(not(a), not(b)));
  }

  /** One of the two, not both. */
  public int xor(int a, int b) {
    int inverted = (a ^ b) & 1;
    int x = a & ~1;
    int y = b & ~1;
    if (x == y) {
      return inverted;
    }
    if (x == FALSE || y == FALSE) {
      return (x | y) ^ inverted;
    }
    return share(Gate.XOR, Math.min(x, y), Math.max(x, y), 0) ^ inverted;
  }

  /** The first of two choices where the select is true, else the second. */
  public int multiplexer(int select, int whenTrue, int whenFalse) {
    if (whenTrue == whenFalse || select == TRUE) {
      return whenTrue;
    }
    if (select == FALSE) {
      return whenFalse;
    }
    if (whenTrue == not(whenFalse)) {
      return xor(select, whenFalse);
    }
    if (whenTrue == FALSE) {
      return and(not(select), whenFalse);
    }
    if (whenFalse == FALSE) {
      return and(select, whenTrue);
    }
    if (whenTrue == TRUE) {
      return or(select, whenFalse);
    }
    if (whenFalse == TRUE) {
      return or(not(select), whenTrue);
    }
    if ((select & 1) == 1) {
      return share(Gate.MULTIPLEXER, not(select), whenFalse, whenTrue);
    }
    return share(Gate.MULTIPLEXER, select, whenTrue, whenFalse);
  }

  /**
   * The sum and the carry of three bits, in this order. Where one is always false a half adder
   * does, where two are nothing; where one is always true a full adder stays and is tied, as in
   * netlists that keep their adders.
   */
  public int[] fullAdder(int a, int b, int c) {
    if (c == FALSE) {
      return halfAdder(a, b);
    }
    if (b == FALSE) {
      return halfAdder(a, c);
    }
    if (a == FALSE) {
      return halfAdder(b, c);
    }
    return keptFullAdder(a, b, c);
  }

  /** A full adder that stays one whatever its operands are. */
  public int[] keptFullAdder(int a, int b, int c) {
    int sum = add(Gate.FULL_ADDER, a, b, c);
    return new int[] {sum, add(Gate.CARRY, sum, 0, 0)};
  }

  /** The sum and the carry of two bits, in this order. */
  public int[] halfAdder(int a, int b) {
    if (a == FALSE || b == FALSE) {
      return new int[] {a | b, FALSE};
    }
    if (a <= TRUE || b <= TRUE) {
      return new int[] {xor(a, b), and(a, b)};
    }
    int sum = add(Gate.HALF_ADDER, a, b, 0);
    return new int[] {sum, add(Gate.CARRY, sum, 0, 0)};
  }

  /** A signal, or false where it is cleared, on its way into a flip-flop. */
  public int unless(int signal, int clear) {
    return add(Gate.CLEAR, signal, clear, 0);
  }

  /** The outputs of flip-flops whose inputs {@link #drive} tells. */
  public int[] register(int width) {
    int[] bus = new int[width];
    Arrays.setAll(bus, i -> add(Gate.REGISTER, 0, 0, 0));
    return bus;
  }

  /** What flip-flops take over at a clock edge. */
  public void drive(int[] register, int[] next) {
    for (int i = 0; i < register.length; i++) {
      first[register[i] >> 1] = next[i];
    }
  }

  int size() {
    return nodes;
  }

  Gate gate(int node) {
    return gates[node];
  }

  int first(int node) {
    return first[node];
  }

  int second(int node) {
    return second[node];
  }

  int third(int node) {
    return third[node];
  }

  /** How many signals a node reads. */
  int operands(int node) {
    return switch (gates[node]) {
      case CONSTANT, INPUT -> 0;
      case CARRY, REGISTER -> 1;
      case AND, XOR, CLEAR, HALF_ADDER -> 2;
      case MULTIPLEXER, FULL_ADDER -> 3;
    };
  }

  /** A signal that a node reads. */
  int operand(int node, int index) {
    return index == 0 ? first[node] : index == 1 ? second[node] : third[node];
  }

  String blockOf(int node) {
    return blockNames.get(blocks[node]);
  }

  List<Integer> outputs() {
    return outputs;
  }

  /** The buses from outside, by their names. */
  public Map<String, int[]> inputs() {
    return inputs;
  }

  private int share(Gate gate, int a, int b, int c) {
    Integer known = shared.get(new Shared(gate, a, b, c));
    if (known != null) {
      return known;
    }
    int signal = add(gate, a, b, c);
    shared.put(new Shared(gate, a, b, c), signal);
    return signal;
  }

  private int add(Gate gate, int a, int b, int c) {
    if (nodes == gates.length) {
      gates = Arrays.copyOf(gates, 2 * nodes);
      first = Arrays.copyOf(first, 2 * nodes);
      second = Arrays.copyOf(second, 2 * nodes);
      third = Arrays.copyOf(third, 2 * nodes);
      blocks = Arrays.copyOf(blocks, 2 * nodes);
    }
    gates[nodes] = gate;
    first[nodes] = a;
    second[nodes] = b;
    third[nodes] = c;
    blocks[nodes] = block;
    return 2 * nodes++;
  }
}
