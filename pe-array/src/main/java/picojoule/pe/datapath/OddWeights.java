package picojoule.pe.datapath;

import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * Weights as LUT Tensor Core reads them (Mo et al., arXiv 2408.06003, equations 1 to 3 and 6):
 * {@code q' = 2q − (2^bits − 1)} with {@code s' = s / 2} and {@code z' = 2z + 1 − 2^bits}, so that
 * each bit stands for −1 or +1. The planes hold, for every run of activations and every bit, the
 * index into the symmetric table and the sign above it; under a set sign the index's bits are
 * inverted, offline.
 */
final class OddWeights {

  private final NumberFormat format;
  private final TableChunks chunks;
  private final byte[] planes;

  OddWeights(PatternMatrix codes, TableChunks chunks) {
    format = codes.format();
    this.chunks = chunks;
    int bits = format.bits();
    planes = new byte[Math.multiplyExact(codes.rows(), chunks.count() * bits)];
    int flipped = isSigned(format) ? 1 << (bits - 1) : 0;
    int next = 0;
    for (int feature = 0; feature < codes.rows(); feature++) {
      for (int chunk = 0; chunk < chunks.count(); chunk++) {
        for (int bit = 0; bit < bits; bit++) {
          int word = 0;
          for (int i = 0; i < chunks.length(chunk); i++) {
            long pattern = codes.pattern(feature, chunks.start(chunk) + i) ^ flipped;
            word |= (int) (pattern >> bit & 1) << i;
          }
          planes[next++] = (byte) inverted(word);
        }
      }
    }
  }

  /** Two's complement is an unsigned integer with its top bit flipped and a zero point. */
  private static boolean isSigned(NumberFormat format) {
    return format instanceof IntegerFormat integer && integer.signed();
  }

  private int inverted(int word) {
    int sign = word >> (chunks.inputs() - 1) & 1;
    int index = word & (chunks.entries() - 1);
    return sign == 0 ? index : chunks.entries() | (~index & (chunks.entries() - 1));
  }

  int bits() {
    return format.bits();
  }

  /** Planes of a feature: by run, then by bit, the lowest first. */
  int firstPlane(int feature) {
    return feature * chunks.count() * bits();
  }

  byte[] planes() {
    return planes;
  }

  /** By how many bits s' is s shifted right. */
  int scaleShift() {
    return format instanceof IntegerFormat ? 1 : 0;
  }

  /** z' of a zero point. */
  long zeroPoint(int offset) {
    if (!(format instanceof IntegerFormat)) {
      return offset;
    }
    long unsigned = (long) offset + (isSigned(format) ? 1L << (bits() - 1) : 0);
    return 2 * unsigned + 1 - (1L << bits());
  }

  /** Counts that depend on the operands' extents alone. */
  void count(int m, int n, OperandStatistics.Builder statistics) {
    long tables = (long) m * chunks.count();
    long reads = tables * n * bits();
    statistics
        .put(DatapathEvent.CYCLES, reads)
        .put(DatapathEvent.TABLES, tables)
        .put(DatapathEvent.TABLE_ENTRIES, tables * chunks.entries())
        .put(DatapathEvent.TABLE_READS, reads)
        .put(DatapathEvent.TERMS, reads);
  }
}
