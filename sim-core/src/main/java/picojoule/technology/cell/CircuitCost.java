package picojoule.technology.cell;

import java.util.Map;
import java.util.TreeMap;
import picojoule.technology.netlist.Cell;
import picojoule.technology.netlist.CellMapping;
import picojoule.technology.netlist.Circuit;
import picojoule.technology.netlist.CriticalPath;
import picojoule.technology.netlist.Gate;
import picojoule.technology.netlist.Switching;

/**
 * What a circuit costs in cells of a library: their areas and leakages, the settled changes of its
 * gates under operands, its longest path. Neither glitches nor clock tree nor placed wires are in
 * it.
 *
 * @param total of all blocks
 * @param blocks by name
 * @param delayNanoseconds of the longest path, a flip-flop's own included
 */
public record CircuitCost(BlockCost total, Map<String, BlockCost> blocks, double delayNanoseconds) {

  private static final double FEMTOJOULES_PER_PICOJOULE = 1e3;
  private static final double NANOWATTS_PER_MILLIWATT = 1e6;
  private static final double PICOSECONDS_PER_NANOSECOND = 1e3;
  private static final int CYCLES = 257;

  /**
   * Maps and simulates a circuit.
   *
   * @param heldCycles for how many cycles in a row a weight stays
   */
  public static CircuitCost of(Circuit circuit, CellLibrary library, int heldCycles) {
    Map<String, BlockCost> blocks = new TreeMap<>();
    Map<String, Map<Cell, Integer>> mapped = CellMapping.of(circuit, library::area);
    Map<String, Map<Gate, Double>> switched = Switching.of(circuit, CYCLES, heldCycles);
    mapped.forEach(
        (block, cells) -> {
          BlockCost cost = BlockCost.NONE;
          for (Map.Entry<Cell, Integer> entry : cells.entrySet()) {
            Cell cell = entry.getKey();
            int count = entry.getValue();
            double clock = cell == Cell.FLIP_FLOP ? library.clockFemtojoules() : 0;
            cost =
                cost.plus(
                    new BlockCost(
                        count * library.area(cell),
                        count * clock / FEMTOJOULES_PER_PICOJOULE,
                        count * library.leakageNanowatts(cell) / NANOWATTS_PER_MILLIWATT));
          }
          blocks.put(block, cost);
        });
    switched.forEach(
        (block, gates) -> {
          double femtojoules = 0;
          for (Map.Entry<Gate, Double> entry : gates.entrySet()) {
            femtojoules += entry.getValue() * library.femtojoules(entry.getKey());
          }
          if (blocks.containsKey(block)) {
            blocks.merge(
                block,
                new BlockCost(0, femtojoules / FEMTOJOULES_PER_PICOJOULE, 0),
                BlockCost::plus);
          }
        });
    BlockCost total = blocks.values().stream().reduce(BlockCost.NONE, BlockCost::plus);
    double path = 0;
    for (Map.Entry<Gate, Integer> entry :
        CriticalPath.of(circuit, library::picoseconds).entrySet()) {
      path += entry.getValue() * library.picoseconds(entry.getKey());
    }
    return new CircuitCost(total, blocks, path / PICOSECONDS_PER_NANOSECOND);
  }
}
