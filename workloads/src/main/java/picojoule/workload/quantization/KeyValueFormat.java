package picojoule.workload.quantization;

import picojoule.isa.number.NumberFormat;

/**
 * How keys and values are stored: each head of each token as a row of codes with a scale of its
 * own, or as a row of blocks. The scale of a value is folded into its probability, so that the
 * array's reduction over tokens needs none; where a row has several blocks, each has probabilities
 * of its own.
 *
 * @param row of a head of a token
 * @param scaleBits of the scale of a head of a token; whole bytes; 0 with blocks
 */
public record KeyValueFormat(RowFormat row, int scaleBits) {

  /** Codes with a scale a row. */
  public KeyValueFormat(NumberFormat codes, int scaleBits) {
    this(RowFormat.of(codes), scaleBits);
  }

  /** Format of a code. */
  public NumberFormat codes() {
    return row.codes();
  }

  /** Bytes of one head's keys, or values, of one token. */
  public long rowBytes(int headDimension) {
    return row.bytes(headDimension) + scaleBits / Byte.SIZE;
  }

  /** Whether scales are found from the numbers when they are stored. */
  public boolean hasScales() {
    return scaleBits > 0 || row.hasBlocks();
  }

  /** Blocks of a row of values, each of which the probabilities are scaled for. */
  public long blocks(int headDimension) {
    return headDimension / row.group(headDimension);
  }
}
