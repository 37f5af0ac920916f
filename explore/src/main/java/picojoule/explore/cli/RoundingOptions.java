package picojoule.explore.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.isa.number.Rounding;
import picojoule.isa.number.Rounding.Mode;
import picojoule.isa.number.Rounding.Overflow;

/** Options that say how numbers are rounded. */
final class RoundingOptions {

  @Option(
      names = "--rounding",
      paramLabel = "MODE",
      defaultValue = "nearest-even",
      description =
          "nearest-even, nearest-away, toward-zero or stochastic (default: ${DEFAULT-VALUE}).")
  String mode;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of stochastic rounding (default: 0).")
  Long seed;

  @Option(
      names = "--overflow",
      paramLabel = "saturate|special",
      description =
          "What lies beyond the range becomes the last value, or infinity or NaN where the format "
              + "has one (default: saturate when encoding, special for operations).")
  String overflow;

  Rounding rounding(Overflow usual) {
    Mode chosen = choice("--rounding", mode, Mode.values());
    if (seed != null && chosen != Mode.STOCHASTIC) {
      throw new BadInputException("--seed", "is for --rounding stochastic alone");
    }
    Rounding rounding =
        chosen == Mode.STOCHASTIC
            ? Rounding.stochastic(seed == null ? 0 : seed)
            : Rounding.of(chosen);
    return rounding.with(
        overflow == null ? usual : choice("--overflow", overflow, Overflow.values()));
  }

  /** The constant that a word names, in lower case with hyphens. */
  static <E extends Enum<E>> E choice(String option, String word, E[] constants) {
    List<String> names = Arrays.stream(constants).map(RoundingOptions::word).toList();
    int index = names.indexOf(word.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw BadInputException.unknown(option, "choice", word, names);
    }
    return constants[index];
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
