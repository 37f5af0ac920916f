package picojoule.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that the user gave us cannot be used. The message is the one line that the user sees:
 * where it stands (file and key or line), what is wrong, what would be right.
 */
public final class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");
  private static final int FARTHEST_SUGGESTION = 3;

  /**
   * Bad input.
   *
   * @param where the file, and the key or line in it; a command-line option where there is no file
   * @param what what is wrong and what would be right
   */
  public BadInputException(String where, String what) {
    super(LINE_BREAKS.matcher(where + ": " + what).replaceAll(" "));
  }

  /**
   * The line for a name that does not exist.
   *
   * @param where as in the constructor
   * @param kind what the name names, for instance {@code key}
   * @param name what the user wrote
   * @param known what exists; all of it is listed
   */
  public static BadInputException unknown(
      String where, String kind, String name, Collection<String> known) {
    String closest =
        known.stream()
            .min(Comparator.comparingInt((String candidate) -> distance(name, candidate)))
            .filter(candidate -> distance(name, candidate) <= FARTHEST_SUGGESTION)
            .map(candidate -> "did you mean '" + candidate + "'? ")
            .orElse("");
    String all = known.stream().sorted().collect(Collectors.joining(", "));
    return new BadInputException(
        where, "unknown " + kind + " '" + name + "'; " + closest + "There is: " + all);
  }

  /** The Levenshtein distance, upper and lower case being the same. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j - 1], diagonal));
      }
    }
    return row[b.length()];
  }
}
