package picojoule.technology.design;

import java.util.Arrays;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Gates;
import picojoule.technology.block.Registers;
import picojoule.technology.block.Shifters;
import picojoule.technology.netlist.Circuit;

/**
 * Floating-point units. A float is a bus with its fraction lowest, then its exponent, then its
 * sign. Multipliers are rows of adders over the whole product, as behavioural descriptions
 * synthesize.
 */
final class FloatDesigns {

  private static final int SINGLE_EXPONENT = 8;
  private static final int SINGLE_FRACTION = 23;
  private static final int GUARD_BITS = 3;

  private FloatDesigns() {}

  /** A product with its exponent not normalized, nor rounded. */
  private static final class Product {
    final int sign;
    final int[] exponent;
    final int[] significand;

    Product(int sign, int[] exponent, int[] significand) {
      this.sign = sign;
      this.exponent = exponent;
      this.significand = significand;
    }
  }

  static void multiplier(Circuit circuit, int[] n) {
    int[] a = circuit.input("activation", 1 + n[0] + n[1]);
    int[] b = circuit.input("weight", 1 + n[0] + n[1]);
    Product product = multiply(circuit, a, b, n[0], n[1]);
    circuit.output(product.sign);
    circuit.output(product.exponent);
    circuit.output(product.significand);
    int fields = n[0] + n[1];
    circuit.in("zero detection");
    circuit.output(
        circuit.and(
            Gates.any(circuit, Gates.bits(a, n[1], fields)),
            Gates.any(circuit, Gates.bits(b, n[1], fields))));
  }

  private static Product multiply(Circuit circuit, int[] a, int[] b, int exponent, int fraction) {
    int[] x = Gates.concatenated(Gates.bits(a, 0, fraction), Circuit.TRUE);
    int[] y = Gates.concatenated(Gates.bits(b, 0, fraction), Circuit.TRUE);
    return multiply(circuit, a, b, x, y, exponent);
  }

  private static Product multiply(
      Circuit circuit, int[] a, int[] b, int[] x, int[] y, int exponent) {
    int fraction = x.length - 1;
    int sign = circuit.in("sign").xor(a[a.length - 1], b[b.length - 1]);
    circuit.in("exponent adder");
    int[] sum =
        Adders.ripple(
            circuit,
            Gates.bits(a, fraction, fraction + exponent),
            Gates.bits(b, fraction, fraction + exponent),
            Circuit.FALSE);
    int[] significand = IntegerDesigns.rowsOfAdders(circuit.in("multiplier"), x, y);
    return new Product(sign, sum, significand);
  }

  static void singleAdder(Circuit circuit, int[] n) {
    int[] a = circuit.input("a", 1 + SINGLE_EXPONENT + SINGLE_FRACTION);
    int[] b = circuit.input("b", 1 + SINGLE_EXPONENT + SINGLE_FRACTION);
    circuit.output(add(circuit, a, b));
  }

  /** A product of two small floats, exact, added to a sum in single precision. */
  static void macIntoSingle(Circuit circuit, int[] n) {
    int exponent = n[0];
    int fraction = n[1];
    int[] a = circuit.input("activation", 1 + exponent + fraction);
    int[] b = circuit.input("weight", 1 + exponent + fraction);
    int clear = circuit.input("clear");
    Product product = multiply(circuit, a, b, exponent, fraction);
    int[] significand = product.significand;
    int top = significand.length - 1;
    circuit.in("product normalizer");
    int isTwo = significand[top];
    int[] normal = new int[SINGLE_FRACTION];
    for (int i = 0; i < SINGLE_FRACTION; i++) {
      int from = top - SINGLE_FRACTION + i;
      int whenTwo = from >= 0 ? significand[from] : Circuit.FALSE;
      int whenOne = from >= 1 ? significand[from - 1] : Circuit.FALSE;
      normal[i] = circuit.multiplexer(isTwo, whenTwo, whenOne);
    }
    int bias = (1 << (SINGLE_EXPONENT - 1)) - 1 - 2 * ((1 << (exponent - 1)) - 1);
    int[] rebased =
        Adders.modular(
            circuit,
            Arrays.copyOf(product.exponent, SINGLE_EXPONENT + 1),
            constant(bias, SINGLE_EXPONENT + 1),
            isTwo);
    int[] single =
        Gates.concatenated(
            Gates.concatenated(normal, Gates.bits(rebased, 0, SINGLE_EXPONENT)), product.sign);
    int[] accumulator = circuit.in("accumulator register").register(single.length);
    int[] sum = add(circuit, accumulator, single);
    circuit.in("accumulator register");
    circuit.drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }

  private static int[] constant(int value, int width) {
    int[] bits = new int[width];
    Arrays.setAll(bits, i -> (value >> i) & 1);
    return bits;
  }

  /** Compare, swap, align, add or subtract, normalize, round to nearest even. */
  private static int[] add(Circuit circuit, int[] a, int[] b) {
    int magnitude = SINGLE_EXPONENT + SINGLE_FRACTION;
    circuit.in("compare and swap");
    int[] magnitudeA = Gates.bits(a, 0, magnitude);
    int[] magnitudeB = Gates.bits(b, 0, magnitude);
    int isSwapped = BlockDesigns.isGreater(circuit, magnitudeB, magnitudeA);
    int[] large = Gates.select(circuit, isSwapped, magnitudeB, magnitudeA);
    int[] small = Gates.select(circuit, isSwapped, magnitudeA, magnitudeB);
    int sign = circuit.multiplexer(isSwapped, b[magnitude], a[magnitude]);
    int subtract = circuit.xor(a[magnitude], b[magnitude]);
    circuit.in("exponent difference");
    int[] exponent = Gates.bits(large, SINGLE_FRACTION, magnitude);
    int[] smallExponent = Gates.bits(small, SINGLE_FRACTION, magnitude);
    int[] distance =
        Adders.modular(
            circuit, exponent, Gates.xorAll(circuit, smallExponent, Circuit.TRUE), Circuit.TRUE);
    int width = SINGLE_FRACTION + 1 + GUARD_BITS;
    int[] x = significand(circuit, large, exponent, width);
    int[] y = significand(circuit, small, smallExponent, width);
    circuit.in("aligner");
    int[] aligned = y;
    int sticky = Circuit.FALSE;
    for (int stage = 0; stage < 5; stage++) {
      int places = 1 << stage;
      int lost = Gates.any(circuit, Gates.bits(aligned, 0, places));
      sticky = circuit.or(sticky, circuit.and(distance[stage], lost));
      aligned = Shifters.right(circuit, aligned, pick(distance[stage], stage), Circuit.FALSE);
    }
    int isFar = Gates.any(circuit, Gates.bits(distance, 5, SINGLE_EXPONENT));
    sticky = circuit.or(sticky, circuit.and(isFar, Gates.any(circuit, aligned)));
    aligned = Gates.andAll(circuit, aligned, Circuit.not(isFar));
    aligned[0] = circuit.or(aligned[0], sticky);
    circuit.in("significand adder");
    int[] total = Adders.ripple(circuit, x, aligned, Circuit.FALSE);
    int[] difference =
        Arrays.copyOf(
            Adders.modular(circuit, x, Gates.xorAll(circuit, aligned, Circuit.TRUE), Circuit.TRUE),
            width + 1);
    int[] sum = Gates.select(circuit, subtract, difference, total);
    int[] finite = normalized(circuit, sign, exponent, sum);
    return withExceptions(circuit, finite, a, b, subtract);
  }

  /** A sum, or the infinity or not-a-number that an operand or both make it. */
  private static int[] withExceptions(
      Circuit circuit, int[] finite, int[] a, int[] b, int subtract) {
    circuit.in("exceptions");
    int magnitude = SINGLE_EXPONENT + SINGLE_FRACTION;
    int topA = Gates.all(circuit, Gates.bits(a, SINGLE_FRACTION, magnitude));
    int topB = Gates.all(circuit, Gates.bits(b, SINGLE_FRACTION, magnitude));
    int tailA = Gates.any(circuit, Gates.bits(a, 0, SINGLE_FRACTION));
    int tailB = Gates.any(circuit, Gates.bits(b, 0, SINGLE_FRACTION));
    int notANumber =
        circuit.or(
            circuit.or(circuit.and(topA, tailA), circuit.and(topB, tailB)),
            circuit.and(circuit.and(topA, topB), subtract));
    int isException = circuit.or(topA, topB);
    int[] result = finite.clone();
    for (int i = 0; i < SINGLE_FRACTION; i++) {
      int quiet = i == SINGLE_FRACTION - 1 ? notANumber : Circuit.FALSE;
      result[i] = circuit.or(circuit.and(finite[i], Circuit.not(isException)), quiet);
    }
    for (int i = SINGLE_FRACTION; i < magnitude; i++) {
      result[i] = circuit.or(finite[i], isException);
    }
    int whenInfinite = circuit.multiplexer(topA, a[magnitude], b[magnitude]);
    result[magnitude] = circuit.multiplexer(isException, whenInfinite, finite[magnitude]);
    return result;
  }

  private static int[] pick(int signal, int stage) {
    int[] distance = new int[stage + 1];
    distance[stage] = signal;
    return distance;
  }

  private static int[] significand(Circuit circuit, int[] value, int[] exponent, int width) {
    int hidden = Gates.any(circuit, exponent);
    int[] bits = Gates.concatenated(Gates.bits(value, 0, SINGLE_FRACTION), hidden);
    return Gates.shifted(bits, width - bits.length, width);
  }

  private static int[] normalized(Circuit circuit, int sign, int[] exponent, int[] sum) {
    int[] counted =
        Shifters.leadingZeros(
            circuit.in("leading-zero counter"), Gates.bits(sum, 0, sum.length - 1), 5);
    // A number that would fall below the normal ones is shifted as far as its exponent allows.
    int[] wideCount = Arrays.copyOf(counted, SINGLE_EXPONENT);
    int isSubnormal = BlockDesigns.isGreater(circuit.in("normalizer"), wideCount, exponent);
    int[] zeros = Gates.select(circuit, isSubnormal, Gates.bits(exponent, 0, 5), counted);
    int top = sum.length - 1;
    int[] below = Shifters.left(circuit, Gates.bits(sum, 0, top), zeros);
    int[] moved = Gates.select(circuit, sum[top], sum, Gates.shifted(below, 1, top + 1));
    circuit.in("exponent adjustment");
    int[] wide = Arrays.copyOf(exponent, SINGLE_EXPONENT + 2);
    int[] subtracted = Gates.xorAll(circuit, Arrays.copyOf(zeros, wide.length), Circuit.TRUE);
    int[] adjusted = Adders.modular(circuit, wide, subtracted, Circuit.TRUE);
    int[] raised = Adders.modular(circuit, wide, new int[wide.length], Circuit.TRUE);
    int[] bumped = Gates.select(circuit, sum[top], raised, adjusted);
    circuit.in("rounder");
    int lowest = moved.length - 1 - SINGLE_FRACTION;
    int rest = Gates.any(circuit, Gates.bits(moved, 0, lowest - 1));
    int up = circuit.and(moved[lowest - 1], circuit.or(rest, moved[lowest]));
    int[] fraction = Gates.bits(moved, lowest, moved.length);
    int[] rounded = Adders.ripple(circuit, fraction, new int[fraction.length], up);
    int[] normal = Adders.modular(circuit, bumped, new int[wide.length], rounded[fraction.length]);
    int isZero = Circuit.not(moved[moved.length - 1]);
    int isUnder = circuit.or(isZero, normal[SINGLE_EXPONENT + 1]);
    int isOver =
        circuit.and(
            circuit.or(
                normal[SINGLE_EXPONENT],
                Gates.all(circuit, Gates.bits(normal, 0, SINGLE_EXPONENT))),
            Circuit.not(isUnder));
    int keep = Circuit.not(circuit.or(isUnder, isOver));
    int[] packed = Gates.andAll(circuit, Gates.bits(rounded, 0, SINGLE_FRACTION), keep);
    int[] packedExponent = new int[SINGLE_EXPONENT];
    for (int i = 0; i < SINGLE_EXPONENT; i++) {
      packedExponent[i] = circuit.or(circuit.and(normal[i], Circuit.not(isUnder)), isOver);
    }
    return Gates.concatenated(Gates.concatenated(packed, packedExponent), sign);
  }

  /** A product of small floats, shifted to its place in a fixed-point accumulator (Kulisch). */
  static void kulisch(Circuit circuit, int[] n) {
    int exponent = n[0];
    int fraction = n[1];
    int[] a = circuit.input("activation", 1 + exponent + fraction);
    int[] b = circuit.input("weight", 1 + exponent + fraction);
    circuit.in("decoders");
    int normalA = Gates.any(circuit, Gates.bits(a, fraction, fraction + exponent));
    int normalB = Gates.any(circuit, Gates.bits(b, fraction, fraction + exponent));
    int[] x = Gates.concatenated(Gates.bits(a, 0, fraction), normalA);
    int[] y = Gates.concatenated(Gates.bits(b, 0, fraction), normalB);
    int[] placeA = a.clone();
    int[] placeB = b.clone();
    placeA[fraction] = circuit.or(a[fraction], Circuit.not(normalA));
    placeB[fraction] = circuit.or(b[fraction], Circuit.not(normalB));
    Product product = multiply(circuit, placeA, placeB, x, y, exponent);
    accumulateShifted(
        circuit,
        product.significand,
        product.exponent,
        product.sign,
        Math.min(n[2], product.significand.length + (2 << exponent) - 1),
        n[2]);
  }

  /** A magnitude moved to its place, negated where its sign says so, and accumulated. */
  static void accumulateShifted(
      Circuit circuit, int[] magnitude, int[] places, int sign, int reach, int width) {
    int[] wide = Arrays.copyOf(magnitude, reach);
    int[] moved = Shifters.left(circuit.in("shifter"), wide, places);
    int[] term = Gates.xorAll(circuit.in("sign"), moved, sign);
    int[] signed = reach < width ? Gates.concatenated(term, sign) : term;
    IntegerDesigns.accumulate(circuit, width, signed, sign);
  }

  /** FP4 (E2M1) as a signed integer of halves. */
  static void fp4Decoder(Circuit circuit, int[] n) {
    circuit.in("decoder").output(fp4(circuit, circuit.input("a", 4)));
  }

  private static int[] fp4(Circuit circuit, int[] code) {
    int fraction = code[0];
    int low = code[1];
    int high = code[2];
    int isSubnormal = circuit.and(Circuit.not(low), Circuit.not(high));
    int[] magnitude = {
      circuit.and(Circuit.not(high), fraction),
      circuit.multiplexer(high, circuit.and(Circuit.not(low), fraction), low),
      circuit.and(high, circuit.or(Circuit.not(low), fraction)),
      circuit.and(high, low),
    };
    circuit.output(isSubnormal);
    return Adders.negateIf(circuit, Gates.concatenated(magnitude, Circuit.FALSE), code[3]);
  }

  /** FP4 decoded to integers, multiplied and added at the accumulator's width. */
  static void fp4IntegerMac(Circuit circuit, int[] n) {
    int width = n[0];
    int[] a = fp4(circuit.in("decoders"), circuit.input("activation", 4));
    int[] b = fp4(circuit, circuit.input("weight", 4));
    int clear = circuit.input("clear");
    int[] sum = circuit.in("accumulator").register(width);
    int[] accumulator = sum;
    circuit.in("multiplier");
    int[] wide = Adders.signExtend(a, width);
    for (int i = 0; i < b.length; i++) {
      int[] row = Gates.shifted(Gates.andAll(circuit, wide, b[i]), i, width);
      boolean isSign = i == b.length - 1;
      int carry = isSign ? Circuit.TRUE : Circuit.FALSE;
      int[] addend = isSign ? Gates.xorAll(circuit, row, Circuit.TRUE) : row;
      int[] next = new int[width];
      for (int j = 0; j < width; j++) {
        int[] pair = circuit.keptFullAdder(sum[j], addend[j], carry);
        next[j] = pair[0];
        carry = pair[1];
      }
      sum = next;
    }
    circuit.in("accumulator").drive(accumulator, Registers.cleared(circuit, sum, clear));
    circuit.output(accumulator);
  }
}
