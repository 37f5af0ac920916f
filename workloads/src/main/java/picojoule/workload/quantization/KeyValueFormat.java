package picojoule.workload.quantization;

import picojoule.isa.number.NumberFormat;

/**
 * How keys and values are stored: each head of each token as codes with a scale of its own. The
 * scale of a value is folded into its probability, so that the array's reduction over tokens needs
 * none.
 *
 * @param codes format of a code
 * @param scaleBits of the scale of a head of a token; whole bytes
 */
public record KeyValueFormat(NumberFormat codes, int scaleBits) {

  /** Bytes of one head's keys, or values, of one token. */
  public long rowBytes(int headDimension) {
    return StoredMatrix.bytesOf((long) headDimension * codes.bits()) + scaleBits / Byte.SIZE;
  }
}
