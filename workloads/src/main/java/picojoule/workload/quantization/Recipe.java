package picojoule.workload.quantization;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;

/**
 * Which format each operand has: one rule for all layers, and overrides for layers whose names
 * match a pattern, the last that matches winning.
 *
 * @param source the file, for errors
 * @param name of the recipe, for instance W4A8KV8
 * @param all the rule
 * @param keyValues format of the KV cache
 * @param attention format of queries and probabilities; empty for that of the output projection's
 *     activations
 * @param overrides in order
 */
public record Recipe(
    String source,
    String name,
    Precision all,
    KeyValueFormat keyValues,
    Optional<RowFormat> attention,
    List<LayerRule> overrides) {

  /** Queries and probabilities as the output projection's activations are. */
  public Recipe(
      String source,
      String name,
      Precision all,
      KeyValueFormat keyValues,
      List<LayerRule> overrides) {
    this(source, name, all, keyValues, Optional.empty(), overrides);
  }

  private static final String WEIGHTS = "weights";
  private static final String ACTIVATIONS = "activations";
  private static final String ATTENTION = "attention";

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
            operand(section, WEIGHTS).weights(),
            operand(section, ACTIVATIONS).activations(),
            operand(section, "partial-sums").partialSums());
    KeyValueFormat keyValues = operand(section, "kv-cache").keyValues();
    List<LayerRule> overrides = new ArrayList<>();
    if (section.has("overrides")) {
      for (Section override : section.sections("overrides")) {
        overrides.add(
            new LayerRule(
                override.text("layers"),
                new Precision(
                    override.has(WEIGHTS) ? operand(override, WEIGHTS).weights() : all.weights(),
                    override.has(ACTIVATIONS)
                        ? operand(override, ACTIVATIONS).activations()
                        : all.activations(),
                    all.partialSums())));
      }
    }
    Optional<RowFormat> attention =
        section.has(ATTENTION)
            ? Optional.of(operand(section, ATTENTION).activations())
            : Optional.empty();
    return new Recipe(source, name, all, keyValues, attention, List.copyOf(overrides));
  }

  private static OperandSection operand(Section recipe, String key) {
    return new OperandSection(recipe.section(key));
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

  private static Pattern glob(String pattern) {
    StringBuilder expression = new StringBuilder();
    for (String piece : Splitter.on('*').split(pattern)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
    }
    return Pattern.compile(expression.toString());
  }
}
