package picojoule.explore.cli;

import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
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
    Mode chosen = ConfigName.parse("--rounding", "choice", mode, Mode.values());
    if (seed != null && chosen != Mode.STOCHASTIC) {
      throw new BadInputException("--seed", "is for --rounding stochastic alone");
    }
    Rounding rounding =
        chosen == Mode.STOCHASTIC
            ? Rounding.stochastic(seed == null ? 0 : seed)
            : Rounding.of(chosen);
    return rounding.with(
        overflow == null
            ? usual
            : ConfigName.parse("--overflow", "choice", overflow, Overflow.values()));
  }
}
