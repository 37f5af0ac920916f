package picojoule.technology.design;

import java.util.Arrays;
import java.util.stream.IntStream;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Registers;
import picojoule.technology.block.Shifters;
import picojoule.technology.netlist.Circuit;

/** Shift-add units that take a weight a piece at a time. */
final class SerialDesigns {

  private SerialDesigns() {}

  /** One weight bit a cycle: a shift register, a counter, a shifter, two adders. */
  static void bitSerial(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    int start = circuit.input("start");
    int clear = circuit.input("clear");
    int places = BlockDesigns.bitsFor(n[1]);
    circuit.in("control");
    int busy = circuit.register(1)[0];
    int[] count = circuit.register(places);
    int isLast = isValue(circuit, count, n[1] - 1);
    circuit.drive(
        new int[] {busy},
        new int[] {circuit.and(clear ^ 1, circuit.or(start, circuit.and(busy, isLast ^ 1)))});
    int[] next = Adders.modular(circuit, count, new int[places], Circuit.TRUE);
    int[] kept = Gates.select(circuit, busy, next, count);
    circuit.drive(count, Gates.andAll(circuit, kept, circuit.or(start, clear) ^ 1));
    int[] weight = circuit.in("weight register").register(n[1]);
    int[] down = Gates.concatenated(Arrays.copyOfRange(weight, 1, n[1]), Circuit.FALSE);
    int[] stepped = Gates.select(circuit, busy, down, weight);
    int[] loaded = Gates.select(circuit, start, b, stepped);
    circuit.drive(weight, Gates.andAll(circuit, loaded, clear ^ 1));
    int width = n[0] + (1 << places) - 1;
    int[] moved = Shifters.left(circuit.in("shifter"), Adders.signExtend(a, width), count);
    int active = circuit.in("control").and(busy, weight[0]);
    int[] accumulator = circuit.in("accumulator").register(n[2]);
    int[] gated = Gates.andAll(circuit.in("gates"), moved, weight[0]);
    circuit.in("accumulator");
    int[] sum = Registers.addOrSubtract(circuit, accumulator, gated, isLast);
    circuit.drive(
        accumulator,
        Registers.cleared(circuit, Gates.select(circuit, active, sum, accumulator), clear));
    circuit.output(accumulator);
    circuit.output(busy);
  }

  /** One weight bit that is one a cycle: a leading-one detector finds it and clears it. */
  static void zeroSkipping(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[1]);
    int load = circuit.input("load");
    int clear = circuit.input("clear");
    int[] weight = circuit.in("weight register").register(n[1]);
    circuit.in("leading-one detector");
    int[] one = new int[n[1]];
    int none = Circuit.TRUE;
    for (int i = n[1] - 1; i >= 0; i--) {
      one[i] = circuit.and(none, weight[i]);
      none = circuit.and(none, Circuit.not(weight[i]));
    }
    int[] left = new int[n[1]];
    Arrays.setAll(left, i -> circuit.and(weight[i], Circuit.not(one[i])));
    int[] place = new int[BlockDesigns.bitsFor(n[1])];
    for (int i = 0; i < place.length; i++) {
      int bit = i;
      place[i] =
          Gates.any(
              circuit,
              IntStream.range(0, n[1])
                  .filter(j -> ((j >> bit) & 1) == 1)
                  .map(j -> one[j])
                  .toArray());
    }
    circuit.in("weight register");
    circuit.drive(weight, Gates.select(circuit, load, b, left));
    int width = n[0] + n[1] - 1;
    int[] moved = Shifters.left(circuit.in("shifter"), Adders.signExtend(a, width), place);
    int[] gated = Gates.andAll(circuit, moved, Circuit.not(none));
    int[] accumulator = circuit.in("accumulator").register(n[2]);
    int[] sum = Registers.addOrSubtract(circuit, accumulator, gated, one[n[1] - 1]);
    circuit.drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
    circuit.output(none);
  }

  /** One radix-4 Booth term a cycle, the highest first: four times the sum and a term. */
  static void boothSerial(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", n[0]);
    int[] code = circuit.input("weight", 3);
    int[] accumulator = circuit.in("accumulator").register(n[1]);
    circuit.in("Booth term");
    int isOne = circuit.xor(code[0], code[1]);
    int isTwo = circuit.and(circuit.xor(code[1], code[2]), Circuit.not(isOne));
    int isTerm = circuit.or(isOne, isTwo);
    int negative = code[2];
    int[] once = Adders.signExtend(a, n[0] + 1);
    int[] twice = Gates.concatenated(new int[] {Circuit.FALSE}, a);
    int[] term = new int[n[0] + 1];
    Arrays.setAll(
        term,
        i ->
            circuit.xor(
                circuit.and(circuit.multiplexer(isTwo, twice[i], once[i]), isTerm), negative));
    int clear = circuit.input("clear");
    circuit.in("accumulator");
    int[] moved = Gates.shifted(accumulator, 2, n[1]);
    int[] sum = Adders.modular(circuit, Adders.signExtend(term, n[1]), moved, negative);
    circuit.drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  private static int isValue(Circuit circuit, int[] bus, int value) {
    int[] bits = new int[bus.length];
    Arrays.setAll(bits, i -> ((value >> i) & 1) == 1 ? bus[i] : Circuit.not(bus[i]));
    return Gates.all(circuit, bits);
  }
}
