package picojoule.explore.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picojoule.config.BadInputException;
import picojoule.explore.cli.InputRows.Row;
import picojoule.explore.report.AtomicFile;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.EncodedBlocks;
import picojoule.isa.number.NumberFormat;

/** Patterns into numbers. */
@Command(
    name = "decode",
    description = "Prints the exact values of bit patterns, one a line.",
    footer = {
      "",
      "Of block formats: a scale, a zero point or selector where there is one, and the elements'",
      "patterns, as 'formats encode' prints them without the tensor's scale; a block a row.",
      "",
      "Examples:",
      "  picojoule formats decode fp8-e4m3fn 0x2a 7e",
      "  picojoule formats decode mxfp4 0x7f 0123456789abcdef0123456789abcdef"
    })
final class FormatsDecodeCommand extends Verb {

  @Parameters(index = "0", paramLabel = "FORMAT", description = "The patterns' format.")
  String name;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "BITS",
      description = "Hexadecimal, with or without 0x.")
  List<String> patterns = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Patterns from a CSV, gzip too; - is standard input.")
  String file;

  @Override
  public Integer call() {
    if (patterns.isEmpty() == (file == null)) {
      throw new BadInputException("BITS", "give bit patterns, or --file, and not both");
    }
    Optional<BlockFormat> block = FormatArgument.block("FORMAT", name);
    List<Map<String, Object>> json = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Row row : file == null ? List.of(new Row("BITS", patterns)) : InputRows.read(file)) {
      if (block.isPresent()) {
        decodeBlock(block.get(), row, text, json);
      } else {
        decode(FormatArgument.scalar("FORMAT", name), row, text, json);
      }
    }
    if (common.out != null) {
      AtomicFile.write(common.out.resolve("decoded.csv"), text.toString());
    }
    answer(json, text.toString());
    return 0;
  }

  private static void decode(
      NumberFormat format, Row row, StringBuilder text, List<Map<String, Object>> json) {
    for (String cell : row.cells()) {
      for (long pattern : PatternText.vector(row.where(), cell, format.bits(), format.name())) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("bits", PatternText.of(pattern, format.bits()));
        entry.put("value", PatternText.value(format, pattern));
        entry.put("class", format.classify(pattern).name().toLowerCase(Locale.ROOT));
        json.add(entry);
        text.append(entry.get("value")).append('\n');
      }
    }
  }

  private static void decodeBlock(
      BlockFormat format, Row row, StringBuilder text, List<Map<String, Object>> json) {
    boolean hasOffset = format.offsetBits() > 0;
    int cells = hasOffset ? 3 : 2;
    if (row.cells().size() != cells) {
      throw new BadInputException(
          row.where(),
          "has %d patterns where a block has %d: scale, %selements"
              .formatted(row.cells().size(), cells, hasOffset ? "zero point or selector, " : ""));
    }
    int scale = (int) vector(row, 0, format.scale().bits(), format)[0];
    int offset = hasOffset ? (int) vector(row, 1, format.offsetBits(), format)[0] : 0;
    long[] codes = vector(row, cells - 1, format.element().bits(), format);
    if (codes.length != format.size()) {
      throw new BadInputException(
          row.where(),
          "%d elements are no block of %s, which has %d"
              .formatted(codes.length, format.name(), format.size()));
    }
    int[] elements = new int[codes.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (int) codes[i];
    }
    EncodedBlocks block =
        new EncodedBlocks(format, 1, new int[] {scale}, new int[] {offset}, elements);
    for (int i = 0; i < elements.length; i++) {
      String value = block.isFinite(i) ? PatternText.decimal(block.scaledValue(i)) : "NaN";
      text.append(value).append('\n');
      json.add(
          Map.of("bits", PatternText.of(elements[i], format.element().bits()), "value", value));
    }
  }

  private static long[] vector(Row row, int cell, int bits, BlockFormat format) {
    return PatternText.vector(row.where(), row.cells().get(cell), bits, format.name());
  }
}
