package picojoule.technology.design;

import java.util.List;

/** What sizes a design can have. */
enum SizeLimit {
  ANY,
  POWER_OF_TWO,
  OPERANDS,
  PRODUCT,
  SUM,
  TABLE_SUM,
  SERIAL_TABLE,
  TABLE_TILE,
  POSIT,
  POSIT_MAC,
  KULISCH,
  FP4;

  private static final int TABLE_GROWTH = 2;
  private static final int FP4_PRODUCT = 10;
  private static final int LARGEST_EXPONENT = 5;

  /**
   * Checks the sizes of a name.
   *
   * @throws IllegalArgumentException where a design cannot have them
   */
  void check(String name, List<Integer> n) {
    switch (this) {
      case ANY -> {}
      case POWER_OF_TWO ->
          require(
              name,
              Integer.bitCount(n.get(0)) == 1 && n.get(0) > 1,
              "its inputs are no power of two");
      case OPERANDS -> operands(name, n);
      case PRODUCT -> {
        operands(name, n);
        accumulator(name, n.get(0) + n.get(1), n.get(2));
      }
      case SUM -> accumulator(name, n.get(0) + 1, n.get(1));
      case TABLE_SUM -> accumulator(name, n.get(0) + TABLE_GROWTH, n.get(1));
      case SERIAL_TABLE -> accumulator(name, n.get(0) + n.get(1) + TABLE_GROWTH - 1, n.get(2));
      case TABLE_TILE -> accumulator(name, n.get(2) + TABLE_GROWTH, n.get(3));
      case POSIT ->
          require(
              name,
              n.get(0) >= 3 && n.get(1) <= 4,
              "a posit has 3 bits at least, 4 of exponent at most");
      case POSIT_MAC -> accumulator(name, 16, n.get(0));
      case KULISCH -> {
        require(
            name, n.get(0) <= LARGEST_EXPONENT, "exact accumulation has 5 exponent bits at most");
        accumulator(name, 2 * n.get(1) + 2, n.get(2));
      }
      case FP4 -> accumulator(name, FP4_PRODUCT, n.get(0));
    }
  }

  private static void operands(String name, List<Integer> n) {
    require(name, n.get(0) > 1 && n.get(1) > 1, "a signed operand has 2 bits at least");
  }

  private static void accumulator(String name, int least, int bits) {
    require(
        name,
        bits >= least,
        "an accumulator of " + bits + " bits; it takes " + least + " at least");
  }

  private static void require(String name, boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException("'" + name + "': " + otherwise);
    }
  }
}
