package picojoule.explore.validate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An extent of a GEMM as a description of work has it: a product of words and whole numbers, for
 * instance {@code 3 * hidden}.
 *
 * @param factors words and numbers
 */
record Extent(List<String> factors) {

  /** Reads a product. */
  static Extent parse(String text) {
    return new Extent(Arrays.stream(text.split("\\*", -1)).map(String::strip).toList());
  }

  /**
   * Its value.
   *
   * @param words what each word stands for
   * @throws IllegalArgumentException where a word stands for nothing
   * @throws ArithmeticException where it is too large
   */
  long of(Map<String, Long> words) {
    long product = 1;
    for (String factor : factors) {
      product = Math.multiplyExact(product, value(factor, words));
    }
    return product;
  }

  private static long value(String factor, Map<String, Long> words) {
    if (factor.matches("\\d{1,9}")) {
      return Long.parseLong(factor);
    }
    Long value = words.get(factor);
    if (value == null) {
      throw new IllegalArgumentException(
          "'"
              + factor
              + "' stands for nothing here; there is "
              + String.join(", ", words.keySet().stream().sorted().toList()));
    }
    return value;
  }
}
