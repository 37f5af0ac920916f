package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picojoule.config.BadInputException;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.BlockFormats;
import picojoule.isa.number.Codebooks;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** Number formats as users name them: by name, or a table by its YAML file. */
final class FormatArgument {

  private FormatArgument() {}

  /**
   * A block format, where the name is that of one.
   *
   * @param where the option or parameter that holds the name
   */
  static Optional<BlockFormat> block(String where, String name) {
    if (isFile(name)) {
      return Optional.empty();
    }
    try {
      return BlockFormats.find(name);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where, e.getMessage());
    }
  }

  /** A format of single numbers. */
  static NumberFormat scalar(String where, String name) {
    Optional<BlockFormat> block = block(where, name);
    if (block.isPresent()) {
      throw new BadInputException(
          where,
          "'%s' is a block format where one of single numbers belongs, for instance that of its elements, %s"
              .formatted(name, block.get().element().name()));
    }
    try {
      return isFile(name)
          ? Codebooks.read(Path.of(name))
          : NumberFormats.find(name)
              .orElseThrow(() -> BadInputException.unknown(where, "number format", name, known()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where, e.getMessage());
    }
  }

  private static boolean isFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  private static List<String> known() {
    return Stream.of(
            NumberFormats.examples().map(NumberFormat::name),
            BlockFormats.examples().map(BlockFormat::name),
            Stream.of(
                "int1 … int32",
                "uint1 … uint32",
                "fp<N>-e<E>m<M>[fn|-ieee|-finite]",
                "ue<E>m<M>",
                "posit(<N>,<ES>)",
                "<element>-g<size>[-<scale>][-zero]",
                "a YAML file with name and values"))
        .flatMap(names -> names)
        .toList();
  }
}
