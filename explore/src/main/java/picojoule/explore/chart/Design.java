package picojoule.explore.chart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sweep compares: a machine that runs a quantization recipe.
 *
 * @param machine the machine's name, for instance {@code mixpe-32x32}
 * @param recipe the recipe's name, for instance {@code W4A8KV8}
 */
record Design(String machine, String recipe) {

  private static final Pattern SIZED = Pattern.compile("(.+)-(\\d+)x(\\d+)");

  static Design of(TableRow row) {
    return new Design(row.text("machine"), row.text("recipe"));
  }

  /** The design without its array's size: what shares a colour. */
  String family() {
    Matcher sized = SIZED.matcher(machine);
    return (sized.matches() ? sized.group(1) : machine) + " " + recipe;
  }

  /** The array's size within its family; the machine's name where that names none. */
  String size() {
    Matcher sized = SIZED.matcher(machine);
    return sized.matches() ? sized.group(2) + "×" + sized.group(3) : machine;
  }

  @Override
  public String toString() {
    return machine + " " + recipe;
  }
}
