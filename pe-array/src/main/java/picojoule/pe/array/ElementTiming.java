package picojoule.pe.array;

/**
 * How a PE takes the products of one pair of formats, as far as the array's time depends on it. A
 * <i>step</i> is what a PE does with one word of each operand; a word has the operands of all
 * lanes, consecutive ones along K.
 *
 * @param lanes products that a PE takes side by side, 1 to {@link #MAX_LANES}; a group that is no
 *     multiple leaves lanes idle at its end
 * @param passes steps for the products of all lanes, each with the activations and a piece of the
 *     weights; where an operand stays, each piece has a row of PEs of its own
 * @param interval cycles that a step keeps a PE busy with the same words: terms of a bit-serial
 *     weight, bits of a weight that index a table
 * @param depth cycles from the last of those to the sum with it, its own included
 * @param scaleCycles cycles that the PE's scaler takes for the sum of a group while the next one
 *     accumulates, 0 for none; where an operand stays, sums are scaled behind the array's edge by
 *     pipelined scalers, and this is their latency
 * @param tableCycles cycles in which the table of a step's activations is computed at the array's
 *     edge; that of the next step while the PEs take this one. 0 where there are no tables
 * @param tableMemory tables that are kept; where all that a fold's tokens need fit, they are
 *     computed once for all features, else again for every fold
 */
public record ElementTiming(
    int lanes,
    int passes,
    int interval,
    int depth,
    int scaleCycles,
    int tableCycles,
    long tableMemory) {

  /** The most steps of one MAC. */
  public static final int MAX_PASSES = 64;

  /** The most cycles of a step. */
  public static final int MAX_INTERVAL = 64;

  /** The most products side by side. */
  public static final int MAX_LANES = 64;

  /** The deepest pipeline, the slowest scaler, the slowest table. */
  public static final int MAX_CYCLES = 4096;

  public ElementTiming {
    check("lanes", lanes, 1, MAX_LANES);
    check("passes", passes, 1, MAX_PASSES);
    check("interval", interval, 1, MAX_INTERVAL);
    check("depth", depth, 1, MAX_CYCLES);
    check("scale cycles", scaleCycles, 0, MAX_CYCLES);
    check("table cycles", tableCycles, 0, MAX_CYCLES);
    if (tableMemory < 0) {
      throw new IllegalArgumentException("there is no memory for " + tableMemory + " tables");
    }
    if (tableCycles > 0 && passes > 1) {
      throw new IllegalArgumentException("a table serves all bits of its weights in one pass");
    }
  }

  /** A MAC in a cycle: one lane, nothing in front of or behind it. */
  public static ElementTiming ofPasses(int passes) {
    return new ElementTiming(1, passes, 1, 1, 0, 0, 0);
  }

  /** Whether operands go through tables. */
  public boolean hasTables() {
    return tableCycles > 0;
  }

  /** Cycles between two steps of which the second needs a table first. */
  int intervalWithTable() {
    return Math.max(interval, tableCycles);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "a PE has %d to %d %s, not %d".formatted(least, most, name, value));
    }
  }
}
