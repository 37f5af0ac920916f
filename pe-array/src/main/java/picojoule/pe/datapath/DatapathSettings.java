package picojoule.pe.datapath;

import java.util.Optional;
import picojoule.isa.number.NumberFormat;

/**
 * What a datapath is set to.
 *
 * @param activation format of M×K operands
 * @param weight format of N×K operands
 * @param accumulation how partial sums are held; empty for what the datapath customarily has
 * @param chunk products that are summed up before their sum enters a second accumulator of the same
 *     kind; 0 for one accumulator
 * @param result format of the results of quires; empty for the datapath's own
 * @param tableInputs activations that share a table of a {@code lut} datapath, K in its M, N, K
 * @param tableQuantization whether tables are quantized to INT8
 * @param guardBits below the greatest exponent's significand, in a {@code bit-serial} datapath
 */
public record DatapathSettings(
    NumberFormat activation,
    NumberFormat weight,
    Optional<Accumulation> accumulation,
    int chunk,
    Optional<NumberFormat> result,
    int tableInputs,
    boolean tableQuantization,
    int guardBits) {

  public DatapathSettings {
    if (chunk < 0) {
      throw new IllegalArgumentException("a chunk has at least 1 product, not " + chunk);
    }
    if (tableInputs < 1 || tableInputs > 8) {
      throw new IllegalArgumentException(
          "a table has 1 to 8 activations, not " + tableInputs + "; customarily 4");
    }
    if (guardBits < 0 || guardBits > 10) {
      throw new IllegalArgumentException(
          "there are 0 to 10 guard bits, not " + guardBits + "; customarily 3");
    }
  }

  /** Customary settings: one accumulator, tables of 4 activations in full, 3 guard bits. */
  public static DatapathSettings of(NumberFormat activation, NumberFormat weight) {
    return new DatapathSettings(
        activation, weight, Optional.empty(), 0, Optional.empty(), 4, false, 3);
  }

  /** The same with an accumulator. */
  public DatapathSettings with(Accumulation other) {
    return new DatapathSettings(
        activation,
        weight,
        Optional.of(other),
        chunk,
        result,
        tableInputs,
        tableQuantization,
        guardBits);
  }

  /** The same with chunks. */
  public DatapathSettings withChunk(int products) {
    return new DatapathSettings(
        activation,
        weight,
        accumulation,
        products,
        result,
        tableInputs,
        tableQuantization,
        guardBits);
  }

  /** The same with a format of results. */
  public DatapathSettings withResult(NumberFormat format) {
    return new DatapathSettings(
        activation,
        weight,
        accumulation,
        chunk,
        Optional.of(format),
        tableInputs,
        tableQuantization,
        guardBits);
  }

  /** The same with tables of another kind. */
  public DatapathSettings withTables(int inputs, boolean quantized) {
    return new DatapathSettings(
        activation, weight, accumulation, chunk, result, inputs, quantized, guardBits);
  }

  /** The same with another number of guard bits. */
  public DatapathSettings withGuardBits(int bits) {
    return new DatapathSettings(
        activation, weight, accumulation, chunk, result, tableInputs, tableQuantization, bits);
  }

  /** How many of a group's products are summed up at once. */
  int chunkOf(int products) {
    return chunk == 0 ? products : Math.min(chunk, products);
  }

  /** Refuses chunks that end within a cycle. */
  void requireChunksOfCycles(String datapath, int lanes) {
    if (chunk % lanes != 0) {
      throw new IllegalArgumentException(
          "%s adds %d products a cycle here: a chunk is a multiple of %d, not %d"
              .formatted(datapath, lanes, lanes, chunk));
    }
  }
}
