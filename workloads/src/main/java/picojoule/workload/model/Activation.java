package picojoule.workload.model;

import picojoule.isa.number.NumberFormat;
import picojoule.workload.quantization.RowFormat;

/**
 * A matrix that one operator makes and others use.
 *
 * @param name unique within its block
 * @param rows tokens
 * @param columns features
 * @param format of a row
 */
public record Activation(String name, long rows, long columns, RowFormat format) {

  /** Elements without stored scales. */
  public Activation(String name, long rows, long columns, NumberFormat format) {
    this(name, rows, columns, RowFormat.of(format));
  }

  public long rowBytes() {
    return format.bytes(columns);
  }

  public long bytes() {
    return Math.multiplyExact(rows, rowBytes());
  }
}
