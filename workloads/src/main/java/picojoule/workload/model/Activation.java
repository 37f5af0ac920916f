package picojoule.workload.model;

import picojoule.isa.number.NumberFormat;

/**
 * A matrix that one operator makes and others use.
 *
 * @param name unique within its block
 * @param rows tokens
 * @param columns features
 * @param format of an element; its width must be whole bytes
 */
public record Activation(String name, long rows, long columns, NumberFormat format) {

  public Activation {
    if (format.bits() % Byte.SIZE != 0) {
      throw new IllegalArgumentException(
          "activations are stored in whole bytes, not as " + format.name());
    }
  }

  public long rowBytes() {
    return columns * (format.bits() / Byte.SIZE);
  }

  public long bytes() {
    return Math.multiplyExact(rows, rowBytes());
  }
}
