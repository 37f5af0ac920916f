package picojoule.memory.dram;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * A sum or difference of timing parameters and whole numbers, such as {@code CWL + burst + tWTRL}.
 */
final class TimingExpression {

  private TimingExpression() {}

  /**
   * The value of an expression.
   *
   * @param cycles the parameters by name
   * @throws IllegalArgumentException where a name is unknown, the text is no expression, or the
   *     value is negative
   */
  static int evaluate(String text, Map<String, Integer> cycles) {
    int value = 0;
    int sign = 1;
    boolean operand = true;
    for (String token : text.replace("+", " + ").replace("-", " - ").strip().split("\\s+", -1)) {
      boolean sum = token.equals("+");
      if ((sum || token.equals("-")) == operand) {
        throw new IllegalArgumentException(
            "'" + text + "' is no sum of timing names and whole numbers");
      }
      if (operand) {
        value = Math.addExact(value, sign * operand(token, text, cycles));
      } else {
        sign = sum ? 1 : -1;
      }
      operand = !operand;
    }
    if (operand) {
      throw new IllegalArgumentException("'" + text + "' ends in an operator");
    }
    if (value < 0) {
      throw new IllegalArgumentException("'" + text + "' is negative: " + value);
    }
    return value;
  }

  private static int operand(String token, String text, Map<String, Integer> cycles) {
    Integer named = cycles.get(token);
    if (named != null) {
      return named;
    }
    if (token.matches("\\d{1,7}")) {
      return Integer.parseInt(token);
    }
    StringJoiner known = new StringJoiner(", ");
    new TreeSet<>(cycles.keySet()).forEach(known::add);
    throw new IllegalArgumentException(
        "'" + token + "' in '" + text + "' is no timing; there is: " + known);
  }
}
