package picojoule.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One level of a configuration: typed access to its keys. A section remembers which keys it was
 * asked for, so that {@link #rejectUnknownKeys} can refuse those that nobody reads, with a
 * suggestion. Every error names file and key.
 */
public final class Section {

  /** A time, as opposed to a frequency, ends in seconds. */
  private static final Pattern PERIOD = Pattern.compile(".*[a-z\\d ]s");

  private static final BigDecimal FEMTOSECONDS_PER_SECOND = new BigDecimal("1e15");

  private final String path;
  private final ConfigNode node;
  private final Map<String, Optional<Section>> asked = new TreeMap<>();
  private final Map<String, List<Section>> askedLists = new TreeMap<>();

  Section(String path, ConfigNode node) {
    this.path = path;
    this.node = node;
  }

  /** Whether the key has a value. */
  public boolean has(String key) {
    asked.putIfAbsent(key, Optional.empty());
    return node.children().containsKey(key);
  }

  /** Whether a key has keys of its own below it. */
  public boolean isSection(String key) {
    return required(key).isSection();
  }

  /** The keys that have values, for sections whose keys are names. */
  public List<String> keys() {
    return List.copyOf(node.children().keySet());
  }

  /** The place of a key, for an error's line: file and full key. */
  public String where(String key) {
    ConfigNode child = node.children().get(key);
    return (child == null ? node : child).origin() + ": " + full(key);
  }

  /**
   * The file that a key's value stands in, which with {@code extends} need not be the one that was
   * read; the command line for a setting.
   */
  public String origin(String key) {
    return required(key).origin();
  }

  /** A text. */
  public String text(String key) {
    ConfigNode value = required(key);
    if (value.scalar().isEmpty()) {
      throw bad(
          key,
          value.items().isEmpty() && value.children().isEmpty()
              ? "has no value"
              : "is a section or a list where one value belongs");
    }
    return value.scalar().get();
  }

  /**
   * A text made into something else; what the function throws as {@link IllegalArgumentException}
   * is bad input.
   */
  public <T> T value(String key, Function<String, T> parser) {
    try {
      return parser.apply(text(key));
    } catch (IllegalArgumentException e) {
      throw bad(key, e.getMessage());
    }
  }

  /** Several texts; one alone counts as a list of one. */
  public List<String> texts(String key) {
    ConfigNode value = required(key);
    if (value.scalar().isPresent()) {
      return List.of(value.scalar().get());
    }
    List<String> texts = new ArrayList<>();
    for (ConfigNode item : value.items()) {
      texts.add(item.scalar().orElseThrow(() -> bad(key, "is a list of more than plain values")));
    }
    if (texts.isEmpty()) {
      throw bad(key, "is a section where a list belongs");
    }
    return texts;
  }

  /** A whole number of a range. */
  public int integer(String key, int least, int most) {
    String text = text(key);
    String right = "; give a whole number from " + least + " to " + most;
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw bad(key, "'" + text + "' is no whole number" + right);
    }
    if (number.stripTrailingZeros().scale() > 0) {
      throw bad(key, text + " is no whole number" + right);
    }
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw bad(key, text + " is out of range" + right);
    }
    return number.intValueExact();
  }

  /** A number without a unit, of a range. */
  public double number(String key, double least, double most) {
    String text = text(key);
    double number;
    try {
      number = new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw bad(key, "'" + text + "' is no number; give one from " + least + " to " + most);
    }
    if (!(number >= least && number <= most)) {
      throw bad(key, text + " is out of range; give a number from " + least + " to " + most);
    }
    return number;
  }

  /** True or false. */
  public boolean flag(String key) {
    return switch (text(key).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(key, "'" + text(key) + "' is neither true nor false");
    };
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return ConfigName.parse(where(key), "choice", text(key), type.getEnumConstants());
  }

  /** A quantity above zero in its dimension's base unit. */
  public double quantity(String key, Dimension dimension) {
    return positive(key, dimension).doubleValue();
  }

  /** A quantity at or above zero in its dimension's base unit. */
  public double quantityOrZero(String key, Dimension dimension) {
    BigDecimal value = Quantity.parse(text(key), dimension, where(key)).inBaseUnit();
    if (value.signum() < 0) {
      throw bad(key, "'" + text(key) + "' is negative");
    }
    return value.doubleValue();
  }

  /** A whole number of bytes above zero. */
  public long bytes(String key) {
    return whole(key, positive(key, Dimension.DATA), "bytes");
  }

  /** A time at or above zero in femtoseconds. */
  public long femtoseconds(String key) {
    BigDecimal value = Quantity.parse(text(key), Dimension.TIME, where(key)).inBaseUnit();
    if (value.signum() < 0) {
      throw bad(key, "'" + text(key) + "' is negative");
    }
    return whole(key, value, "femtoseconds");
  }

  /** The period of a frequency, to the nearest femtosecond, or a period given as a time. */
  public long periodFemtoseconds(String key) {
    if (PERIOD.matcher(text(key)).matches()) {
      return whole(key, positive(key, Dimension.TIME), "femtoseconds");
    }
    BigDecimal hertz = positive(key, Dimension.FREQUENCY);
    long period =
        whole(key, FEMTOSECONDS_PER_SECOND.divide(hertz, 0, RoundingMode.HALF_UP), "femtoseconds");
    if (period == 0) {
      throw bad(key, "'" + text(key) + "' is beyond the simulator's resolution of 1 fs");
    }
    return period;
  }

  /** The section under a key. */
  public Section section(String key) {
    ConfigNode child = required(key);
    if (child.scalar().isPresent() || !child.items().isEmpty()) {
      throw bad(key, "is a value where a section belongs");
    }
    Section section = asked.get(key).orElseGet(() -> new Section(full(key), child));
    asked.put(key, Optional.of(section));
    return section;
  }

  /** The sections of the list under a key; one section alone counts as a list of one. */
  public List<Section> sections(String key) {
    ConfigNode child = required(key);
    if (child.scalar().isPresent()) {
      throw bad(key, "is no list of sections");
    }
    return askedLists.computeIfAbsent(
        key,
        k -> {
          List<Section> sections = new ArrayList<>();
          for (ConfigNode item : child.isSection() ? List.of(child) : child.items()) {
            if (item.scalar().isPresent()) {
              throw bad(key, "holds '" + item.scalar().get() + "' where a section belongs");
            }
            sections.add(new Section(full(key) + "[" + sections.size() + "]", item));
          }
          return Collections.unmodifiableList(sections);
        });
  }

  /**
   * Refuses keys that nobody asked for, here and in every section below that was asked for.
   *
   * @throws BadInputException naming the first such key, and what it may have meant
   */
  public void rejectUnknownKeys() {
    for (String key : node.children().keySet()) {
      if (!asked.containsKey(key)) {
        throw BadInputException.unknown(where(key), "key", key, asked.keySet());
      }
    }
    asked.values().forEach(section -> section.ifPresent(Section::rejectUnknownKeys));
    askedLists.values().forEach(sections -> sections.forEach(Section::rejectUnknownKeys));
  }

  /** An error at a key. */
  public BadInputException bad(String key, String what) {
    return new BadInputException(where(key), what);
  }

  /** The section with everything in it, as YAML with its keys in their order. */
  public String toYaml() {
    return YamlText.of(node);
  }

  ConfigNode node() {
    return node;
  }

  /** The full key of the section, empty for a whole file. */
  String path() {
    return path;
  }

  private BigDecimal positive(String key, Dimension dimension) {
    BigDecimal value = Quantity.parse(text(key), dimension, where(key)).inBaseUnit();
    if (value.signum() <= 0) {
      throw bad(key, "'" + text(key) + "' is not above zero");
    }
    return value;
  }

  private long whole(String key, BigDecimal value, String unit) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw bad(key, "'" + text(key) + "' is no whole number of " + unit + " in range");
    }
  }

  private ConfigNode required(String key) {
    asked.putIfAbsent(key, Optional.empty());
    ConfigNode child = node.children().get(key);
    if (child == null) {
      throw new BadInputException(node.origin() + ": " + full(key), "is missing");
    }
    return child;
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
