package picojoule.technology.netlist;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The cells that a circuit takes, block by block: trees of AND gates are covered by the library's
 * cells at the least area, in either polarity (Keutzer, DAGON, DAC 1987); everything else has a
 * cell of its own. Gates that nothing reads take none.
 */
public final class CellMapping {

  private static final int POSITIVE = 0;
  private static final int NEGATIVE = 1;

  private final Circuit circuit;
  private final ToDoubleFunction<Cell> area;
  private final int[][] uses;
  private final boolean[] alive;
  private final boolean[][] read;
  private final double[][] cost;
  private final Cell[][] chosen;
  private final boolean[] inner;
  private final Map<String, Map<Cell, Integer>> cells = new TreeMap<>();

  private CellMapping(Circuit circuit, ToDoubleFunction<Cell> area) {
    this.circuit = circuit;
    this.area = area;
    int size = circuit.size();
    uses = new int[2][size];
    alive = new boolean[size];
    read = new boolean[2][size];
    cost = new double[2][size];
    chosen = new Cell[2][size];
    inner = new boolean[size];
  }

  /**
   * The cells of a circuit, by block and kind.
   *
   * @param area of a cell, in any unit
   */
  public static Map<String, Map<Cell, Integer>> of(Circuit circuit, ToDoubleFunction<Cell> area) {
    CellMapping mapping = new CellMapping(circuit, area);
    mapping.findUses();
    for (int node = 0; node < circuit.size(); node++) {
      mapping.price(node);
    }
    mapping.emit();
    return new LinkedHashMap<>(mapping.cells);
  }

  private void findUses() {
    int[] pending = new int[circuit.size()];
    int count = 0;
    for (int signal : circuit.outputs()) {
      count = use(signal, pending, count);
    }
    while (count > 0) {
      int node = pending[--count];
      for (int i = 0; i < circuit.operands(node); i++) {
        int signal = circuit.operand(node, i);
        count = use(signal, pending, count);
        int read = signal >> 1;
        inner[read] =
            circuit.gate(read) == Gate.AND
                && circuit.gate(node) == Gate.AND
                && uses[0][read] + uses[1][read] == 1;
      }
    }
  }

  private int use(int signal, int[] pending, int count) {
    int node = signal >> 1;
    uses[signal & 1][node]++;
    inner[node] = false;
    if (alive[node]) {
      return count;
    }
    alive[node] = true;
    pending[count] = node;
    return count + 1;
  }

  /** Whether an AND gate can disappear into a cell of the one gate that reads it. */
  private boolean isInner(int signal) {
    return inner[signal >> 1];
  }

  private double costOf(int signal) {
    int node = signal >> 1;
    if (isInner(signal)) {
      return cost[signal & 1][node];
    }
    int polarity = signal & 1;
    // All readers of the inverse share one inverter.
    return node == 0 || polarity == rootPolarity(node)
        ? 0
        : area.applyAsDouble(Cell.INVERTER) / (uses[polarity][node] > 3 ? uses[polarity][node] : 1);
  }

  /** The polarity in which a gate's cell drives its readers; the other takes an inverter. */
  private int rootPolarity(int node) {
    boolean isChoice = circuit.gate(node) == Gate.XOR || circuit.gate(node) == Gate.AND;
    if (!isChoice) {
      return POSITIVE;
    }
    if (uses[POSITIVE][node] == 0 || uses[NEGATIVE][node] == 0) {
      return uses[POSITIVE][node] == 0 ? NEGATIVE : POSITIVE;
    }
    return cost[NEGATIVE][node] < cost[POSITIVE][node] ? NEGATIVE : POSITIVE;
  }

  private void price(int node) {
    if (circuit.gate(node) != Gate.AND || !alive[node]) {
      return;
    }
    cost[POSITIVE][node] = Double.POSITIVE_INFINITY;
    cost[NEGATIVE][node] = Double.POSITIVE_INFINITY;
    for (Cell cell : Cell.values()) {
      int[] leaves = leaves(cell, node);
      if (leaves.length > 0) {
        offer(isNegative(cell) ? NEGATIVE : POSITIVE, node, cell, leaves);
      }
    }
    double inverter = area.applyAsDouble(Cell.INVERTER);
    for (int polarity = 0; polarity < 2; polarity++) {
      if (cost[1 - polarity][node] + inverter < cost[polarity][node]) {
        cost[polarity][node] = cost[1 - polarity][node] + inverter;
        chosen[polarity][node] = Cell.INVERTER;
      }
    }
  }

  private void offer(int polarity, int node, Cell cell, int[] leaves) {
    double offered = area.applyAsDouble(cell);
    for (int leaf : leaves) {
      offered += costOf(leaf);
    }
    if (offered < cost[polarity][node]) {
      cost[polarity][node] = offered;
      chosen[polarity][node] = cell;
    }
  }

  /** Whether a cell that covers a gate gives its inverse. */
  private static boolean isNegative(Cell cell) {
    return switch (cell) {
      case NAND2, OR2, NAND3, OR3, NAND4, OR4, OR_AND_INVERT21 -> true;
      default -> false;
    };
  }

  /** The signals that a cell at a gate's place reads; none where it does not fit. */
  private int[] leaves(Cell cell, int node) {
    int a = circuit.first(node);
    int b = circuit.second(node);
    if (isInner(b) && !isInner(a)) {
      int swap = a;
      a = b;
      b = swap;
    }
    int[] none = {};
    int x = circuit.first(a >> 1);
    int y = circuit.second(a >> 1);
    boolean isChain = isInner(a) && (a & 1) == 0;
    boolean isDoubleChain = isChain && isInner(b) && (b & 1) == 0;
    boolean isInverted = isInner(a) && (a & 1) == 1;
    return switch (cell) {
      case AND2, NAND2 -> new int[] {a, b};
      case OR2, NOR2 -> new int[] {a ^ 1, b ^ 1};
      case AND3, NAND3 -> isChain ? new int[] {x, y, b} : none;
      case OR3, NOR3 -> isChain ? new int[] {x ^ 1, y ^ 1, b ^ 1} : none;
      case AND4, NAND4 ->
          isDoubleChain ? new int[] {x, y, circuit.first(b >> 1), circuit.second(b >> 1)} : none;
      case OR4, NOR4 ->
          isDoubleChain
              ? new int[] {x ^ 1, y ^ 1, circuit.first(b >> 1) ^ 1, circuit.second(b >> 1) ^ 1}
              : none;
      case AND_OR_INVERT21 -> isInverted ? new int[] {x, y, b ^ 1} : none;
      case OR_AND_INVERT21 -> isInverted ? new int[] {x ^ 1, y ^ 1, b} : none;
      case AND_OR_INVERT22 ->
          isInverted && isInner(b) && (b & 1) == 1
              ? new int[] {x, y, circuit.first(b >> 1), circuit.second(b >> 1)}
              : none;
      default -> none;
    };
  }

  private void emit() {
    for (int signal : circuit.outputs()) {
      read(signal);
    }
    for (int node = circuit.size() - 1; node > 0; node--) {
      if (alive[node] && !inner[node]) {
        emit(node);
      }
    }
    for (int node = 1; node < circuit.size(); node++) {
      if (alive[node] && !inner[node] && read[1 - rootPolarity(node)][node]) {
        boolean isFree = circuit.gate(node) == Gate.XOR && !read[rootPolarity(node)][node];
        if (!isFree) {
          count(node, Cell.INVERTER);
        }
      }
    }
  }

  private void emit(int node) {
    switch (circuit.gate(node)) {
      case AND -> cover(node, rootPolarity(node));
      case CLEAR -> {
        // The netlists have an inverter and a NOR gate there, although an AND gate is smaller.
        count(node, Cell.INVERTER);
        count(node, Cell.NOR2);
      }
      case XOR -> count(node, Cell.XOR2);
      case MULTIPLEXER -> count(node, Cell.MULTIPLEXER2);
      case HALF_ADDER -> count(node, Cell.HALF_ADDER);
      case FULL_ADDER -> {
        count(node, Cell.FULL_ADDER);
        for (int i = 0; i < 3; i++) {
          if (circuit.operand(node, i) <= Circuit.TRUE) {
            count(node, Cell.TIE);
          }
        }
      }
      case REGISTER -> count(node, Cell.FLIP_FLOP);
      case CARRY, INPUT, CONSTANT -> {}
    }
    if (circuit.gate(node) != Gate.AND) {
      for (int i = 0; i < circuit.operands(node); i++) {
        read(circuit.operand(node, i));
      }
    }
  }

  private void read(int signal) {
    read[signal & 1][signal >> 1] = true;
  }

  private void cover(int node, int polarity) {
    Cell cell = chosen[polarity][node];
    count(node, cell);
    if (cell == Cell.INVERTER) {
      cover(node, 1 - polarity);
      return;
    }
    for (int leaf : leaves(cell, node)) {
      if (isInner(leaf)) {
        cover(leaf >> 1, leaf & 1);
      } else {
        read(leaf);
      }
    }
  }

  private void count(int node, Cell cell) {
    cells
        .computeIfAbsent(circuit.blockOf(node), name -> new EnumMap<>(Cell.class))
        .merge(cell, 1, Integer::sum);
  }
}
