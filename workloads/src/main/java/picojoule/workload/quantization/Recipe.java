package picojoule.workload.quantization;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/**
 * Which format each operand has: one rule for all layers, and overrides for layers whose names
 * match a pattern, the last that matches winning.
 *
 * @param source the file, for errors
 * @param name of the recipe, for instance W4A8KV8
 * @param all the rule
 * @param keyValues format of the KV cache
 * @param overrides in order
 */
public record Recipe(
    String source,
    String name,
    Precision all,
    KeyValueFormat keyValues,
    List<LayerRule> overrides) {

  private static final int MOST_GROUP = 1 << 20;
  private static final int HALF_WORD = 16;

  /**
   * Another precision for some layers.
   *
   * @param layers names, in which {@code *} stands for any characters
   * @param precision of the layers
   */
  public record LayerRule(String layers, Precision precision) {

    /** Whether the rule is for a layer. */
    public boolean matches(String name) {
      return glob(layers).matcher(name).matches();
    }
  }

  /**
   * Reads a recipe.
   *
   * @throws picojoule.config.BadInputException where the file is none
   */
  public static Recipe read(Path file, List<String> settings) {
    Section section = ConfigFile.with(ConfigFile.read(file), settings);
    Recipe recipe = read(file.toString(), section);
    section.rejectUnknownKeys();
    return recipe;
  }

  private static Recipe read(String source, Section section) {
    String name = section.text("name");
    Precision all =
        new Precision(
            weights(section.section("weights")),
            stored(section.section("activations"), "format"),
            integer(section.section("partial-sums"), "format"));
    Section cache = section.section("kv-cache");
    int scaleBits = cache.integer("scale-bits", 0, 32);
    if (scaleBits % Byte.SIZE != 0) {
      throw cache.bad(
          "scale-bits", scaleBits + " is no whole number of bytes; give 0, 8, 16 or 32");
    }
    KeyValueFormat keyValues = new KeyValueFormat(integer(cache, "format"), scaleBits);
    List<LayerRule> overrides = new ArrayList<>();
    if (section.has("overrides")) {
      for (Section override : section.sections("overrides")) {
        overrides.add(
            new LayerRule(
                override.text("layers"),
                new Precision(
                    override.has("weights") ? weights(override.section("weights")) : all.weights(),
                    override.has("activations")
                        ? stored(override.section("activations"), "format")
                        : all.activations(),
                    all.partialSums())));
      }
    }
    return new Recipe(source, name, all, keyValues, List.copyOf(overrides));
  }

  /** Everything as published, without scales: for counting bytes of a model that has no recipe. */
  public static Recipe asPublished(int bits) {
    NumberFormat format = new IntegerFormat(bits, true);
    return new Recipe(
        "as published",
        "as published",
        new Precision(new WeightFormat(format, 0, 0, 0), format, new IntegerFormat(32, true)),
        new KeyValueFormat(format, 0),
        List.of());
  }

  /** The formats of a layer. */
  public Precision precision(String layer) {
    Precision precision = all;
    for (LayerRule override : overrides) {
      if (override.matches(layer)) {
        precision = override.precision();
      }
    }
    return precision;
  }

  private static WeightFormat weights(Section section) {
    NumberFormat codes = integer(section, "format");
    int group = section.has("group") ? section.integer("group", 0, MOST_GROUP) : 0;
    int scaleBits = section.has("scale-bits") ? section.integer("scale-bits", 0, 32) : HALF_WORD;
    int zeroPointBits =
        section.has("zero-point-bits") ? section.integer("zero-point-bits", 0, 32) : 0;
    return new WeightFormat(codes, group, scaleBits, zeroPointBits);
  }

  private static NumberFormat integer(Section section, String key) {
    return section.value(key, NumberFormats::integer);
  }

  private static NumberFormat stored(Section section, String key) {
    NumberFormat format = integer(section, key);
    if (format.bits() % Byte.SIZE != 0) {
      throw section.bad(key, format.name() + " is not stored in whole bytes; give int8 or int16");
    }
    return format;
  }

  private static Pattern glob(String pattern) {
    StringBuilder expression = new StringBuilder();
    for (String piece : Splitter.on('*').split(pattern)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
    }
    return Pattern.compile(expression.toString());
  }
}
