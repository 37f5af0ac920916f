package picojoule.technology.design;

import java.util.Arrays;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Registers;
import picojoule.technology.block.Shifters;
import picojoule.technology.netlist.Circuit;

/** A machine that looks sums of four activations up (LUT Tensor Core). */
final class TableDesigns {

  private static final int INPUTS = 4;
  private static final int ENTRIES = 8;
  private static final int GROWTH = 2;

  private TableDesigns() {}

  /** The eight sums of four activations with every sign but the last's: twelve adders. */
  static void precompute(Circuit circuit, int[] n) {
    int[][] a = new int[INPUTS][];
    Arrays.setAll(a, i -> circuit.input("activation" + i, n[0]));
    circuit.in("adders");
    int[] sum = add(circuit, a[0], a[1], false);
    int[] difference = add(circuit, a[0], a[1], true);
    int[] upperSum = add(circuit, a[3], a[2], false);
    int[] upperDifference = add(circuit, a[3], a[2], true);
    for (int[] upper : new int[][] {upperSum, upperDifference}) {
      for (int[] lower : new int[][] {sum, difference}) {
        circuit.output(add(circuit, upper, lower, false));
        circuit.output(add(circuit, upper, lower, true));
      }
    }
  }

  private static int[] add(Circuit circuit, int[] a, int[] b, boolean isSubtracted) {
    int width = a.length + 1;
    int[] wide = Adders.signExtend(b, width);
    return Adders.modular(
        circuit,
        Adders.signExtend(a, width),
        isSubtracted ? Gates.xorAll(circuit, wide, Circuit.TRUE) : wide,
        isSubtracted ? Circuit.TRUE : Circuit.FALSE);
  }

  /** One of the eight entries, its sign, the accumulator. */
  static void lane(Circuit circuit, int[] n) {
    lane(circuit, entries(circuit, n[0]), circuit.input("weight", INPUTS), n[1]);
  }

  private static int[][] entries(Circuit circuit, int activationBits) {
    int[][] entries = new int[ENTRIES][];
    Arrays.setAll(entries, i -> circuit.input("entry" + i, activationBits + GROWTH));
    return entries;
  }

  private static void lane(Circuit circuit, int[][] entries, int[] weight, int width) {
    int[] entry = Gates.select(circuit.in("table multiplexer"), Gates.bits(weight, 0, 3), entries);
    int[] signed = Gates.xorAll(circuit.in("sign"), entry, weight[3]);
    IntegerDesigns.accumulate(circuit, width, signed, weight[3]);
  }

  /** The same, one bit of the weights a cycle: the entry is shifted, the highest subtracted. */
  static void serialLane(Circuit circuit, int[] n) {
    int weightBits = n[0];
    int[][] entries = entries(circuit, n[1]);
    int[] weight = circuit.input("weight", INPUTS);
    int[] place = circuit.input("place", BlockDesigns.bitsFor(weightBits));
    int clear = circuit.input("clear");
    int[] entry = Gates.select(circuit.in("table multiplexer"), Gates.bits(weight, 0, 3), entries);
    int[] accumulator = circuit.in("accumulator").register(n[2]);
    int[] wide = Adders.signExtend(entry, entry.length + weightBits - 1);
    int[] moved = Shifters.left(circuit.in("shifter"), wide, place);
    int isTop = Gates.all(circuit, place);
    int subtract = circuit.in("sign").xor(weight[3], isTop);
    int[] sum = Registers.addOrSubtract(circuit.in("accumulator"), accumulator, moved, subtract);
    circuit.drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  /** Tables, registered, each read by lanes whose weights all tables share. */
  static void tile(Circuit circuit, int[] n) {
    int load = circuit.input("load");
    int clear = circuit.input("clear");
    int[][] weights = new int[n[1]][];
    for (int lane = 0; lane < n[1]; lane++) {
      int[] weight = circuit.in("weight registers").input("weight" + lane, INPUTS);
      weights[lane] = Registers.register(circuit, Registers.cleared(circuit, weight, clear));
    }
    for (int table = 0; table < n[0]; table++) {
      int[][] entries = new int[ENTRIES][];
      for (int i = 0; i < ENTRIES; i++) {
        int[] next = circuit.input("entry" + table + "." + i, n[2] + GROWTH);
        entries[i] = Registers.enabled(circuit.in("table registers"), next, load);
      }
      for (int lane = 0; lane < n[1]; lane++) {
        lane(circuit, entries, weights[lane], n[3]);
      }
    }
  }
}
