package picojoule.technology.design;

import java.util.Arrays;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Shifters;
import picojoule.technology.netlist.Circuit;

/** Posit decoders and posit multiply-accumulate units with exact accumulation. */
final class PositDesigns {

  private PositDesigns() {}

  /** The scale is a two's complement exponent of two; the fraction has its leading one on top. */
  private static final class Decoded {
    final int sign;
    final int isZero;
    final int isNotReal;
    final int[] scale;
    final int[] fraction;

    Decoded(int sign, int isZero, int isNotReal, int[] scale, int[] fraction) {
      this.sign = sign;
      this.isZero = isZero;
      this.isNotReal = isNotReal;
      this.scale = scale;
      this.fraction = fraction;
    }
  }

  static void decoder(Circuit circuit, int[] n) {
    Decoded decoded = decode(circuit, circuit.input("a", n[0]), n[1]);
    circuit.output(decoded.sign, decoded.isZero, decoded.isNotReal);
    circuit.output(decoded.scale);
    circuit.output(decoded.fraction);
  }

  private static Decoded decode(Circuit circuit, int[] a, int exponentBits) {
    circuit.in("posit decoder");
    int body = a.length - 1;
    int sign = a[body];
    int isEmpty = Circuit.not(Gates.any(circuit, Gates.bits(a, 0, body)));
    int[] magnitude = Adders.negateIf(circuit, Gates.bits(a, 0, body), sign);
    int first = magnitude[body - 1];
    int[] run = Gates.xorAll(circuit, magnitude, first);
    int places = BlockDesigns.bitsFor(body + 1);
    int[] length = Shifters.leadingZeros(circuit, run, places);
    int[] rest = Gates.shifted(Gates.bits(magnitude, 0, body - 1), 0, body - 1);
    int[] moved = Shifters.left(circuit, rest, runLength(length, places));
    int[] regime = Gates.xorAll(circuit, Arrays.copyOf(length, places + 1), Circuit.not(first));
    // A run of ones counts from zero, a run of zeros from minus one downward.
    int[] counted =
        Adders.modular(circuit, regime, filled(first, regime.length), Circuit.not(first));
    int fractionBits = Math.max(0, body - 2 - exponentBits);
    int[] exponent = new int[exponentBits];
    for (int i = 0; i < exponentBits; i++) {
      int from = body - 2 - exponentBits + i;
      exponent[i] = from >= 0 && from < moved.length ? moved[from] : Circuit.FALSE;
    }
    int[] fraction = Gates.concatenated(Gates.bits(moved, 0, fractionBits), Circuit.not(isEmpty));
    return new Decoded(
        sign,
        circuit.and(isEmpty, Circuit.not(sign)),
        circuit.and(isEmpty, sign),
        Gates.concatenated(exponent, counted),
        fraction);
  }

  private static int[] runLength(int[] length, int places) {
    return Gates.bits(length, 0, places);
  }

  private static int[] filled(int signal, int width) {
    int[] bus = new int[width];
    Arrays.fill(bus, signal);
    return bus;
  }

  static void mac(Circuit circuit, int[] n) {
    int exponentBits = n[1];
    int[] a = circuit.input("activation", n[0]);
    int[] b = circuit.input("weight", n[0]);
    Decoded x = decode(circuit, a, exponentBits);
    Decoded y = decode(circuit, b, exponentBits);
    int sign = circuit.in("sign").xor(x.sign, y.sign);
    int[] product = IntegerDesigns.rowsOfAdders(circuit.in("multiplier"), x.fraction, y.fraction);
    int[] scale = Adders.modular(circuit.in("scale adder"), x.scale, y.scale, Circuit.FALSE);
    // The scale is least -2 (n - 2) 2^es: flipping the top bit of its range makes it a distance.
    int places = BlockDesigns.bitsFor(4 * (n[0] - 2) * (1 << exponentBits) + 1);
    int[] distance = Gates.bits(scale, 0, Math.min(places, scale.length));
    distance[distance.length - 1] = Circuit.not(distance[distance.length - 1]);
    int isNotReal = circuit.in("exceptions").or(x.isNotReal, y.isNotReal);
    int clear = circuit.input("clear");
    int[] flag = circuit.register(1);
    circuit.drive(
        flag, new int[] {circuit.and(circuit.or(flag[0], isNotReal), Circuit.not(clear))});
    circuit.output(flag);
    FloatDesigns.accumulateShifted(circuit, product, distance, sign, n[2], n[2]);
  }
}
