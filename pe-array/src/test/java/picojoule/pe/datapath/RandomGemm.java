package picojoule.pe.datapath;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Operands of a GEMM: extents to 64, groups that do not divide, patterns with many corners. */
final class RandomGemm {

  final Random random;
  final int m;
  final int n;
  final int k;

  RandomGemm(long seed) {
    random = new Random(seed);
    m = extent();
    n = extent();
    k = extent();
  }

  /** Mostly small, now and then up to 64. */
  private int extent() {
    double u = random.nextDouble();
    return 1 + (int) (64 * u * u * u);
  }

  PatternMatrix activations(NumberFormat format) {
    return matrix(format, m, random.nextInt(4) == 0);
  }

  PatternMatrix matrix(NumberFormat format, int rows, boolean sparse) {
    return matrix(format, rows, sparse, pattern -> pattern);
  }

  PatternMatrix matrix(NumberFormat format, int rows, boolean sparse, IntUnaryOperator limit) {
    int[] patterns = new int[rows * k];
    for (int i = 0; i < patterns.length; i++) {
      int any = random.nextInt() >>> (Integer.SIZE - format.bits());
      patterns[i] = sparse && random.nextBoolean() ? 0 : limit.applyAsInt(any);
    }
    return new PatternMatrix(format, rows, k, patterns);
  }

  /** Finite FP16 numbers below 2^6 in magnitude, subnormals among them. */
  PatternMatrix halves() {
    boolean narrow = random.nextBoolean();
    return matrix(
        NumberFormats.named("fp16"),
        m,
        random.nextInt(4) == 0,
        p -> (p & 0x83ff) | ((narrow ? 13 + (p >> 10 & 3) : (p >> 10 & 31) % 21) << 10));
  }

  /** Integer scales, any shift, zero points of the weights' range. */
  GroupedWeights scaled(PatternMatrix codes, int leastOffset, int greatestOffset) {
    int group = 1 + random.nextInt(k + 8);
    int groups = (k + group - 1) / group;
    int[] scales = random.ints((long) n * groups, 0, 1 << 16).toArray();
    int[] offsets = random.ints((long) n * groups, leastOffset, greatestOffset + 1).toArray();
    return new GroupedWeights(
        codes,
        new GroupScales(
            n, groups, group, new IntegerFormat(16, true), random.nextInt(20), scales, offsets));
  }

  /** FP16 scales from 2^-8 to 2^2. */
  GroupedWeights halfScaled(PatternMatrix codes, int leastOffset, int greatestOffset) {
    int group = 1 + random.nextInt(k + 8);
    int groups = (k + group - 1) / group;
    int[] scales =
        random
            .ints((long) n * groups)
            .map(p -> (p & 0x83ff) | ((7 + (p >> 10 & 7)) << 10))
            .toArray();
    int[] offsets = random.ints((long) n * groups, leastOffset, greatestOffset + 1).toArray();
    return new GroupedWeights(
        codes, new GroupScales(n, groups, group, NumberFormats.named("fp16"), 0, scales, offsets));
  }
}
