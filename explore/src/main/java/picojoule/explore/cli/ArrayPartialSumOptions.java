package picojoule.explore.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.isa.GemmShape;
import picojoule.isa.number.NumberFormat;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.array.PartialSumStore.Place;
import picojoule.pe.array.PartialSumTraffic;

/** Where the partial sums of an array are, and in what format. */
final class ArrayPartialSumOptions {

  @Option(
      names = "--psum",
      paramLabel = "element|bank|buffer",
      defaultValue = "bank",
      description =
          "Where partial sums are added up: in the PE (os), in a bank of accumulators, in a buffer"
              + " (default: ${DEFAULT-VALUE}).")
  String place;

  @Option(
      names = "--psum-format",
      paramLabel = "FORMAT",
      defaultValue = "int32",
      description = "Format of a stored partial sum (default: ${DEFAULT-VALUE}).")
  String format;

  @Option(
      names = "--psum-group",
      paramLabel = "1..4",
      defaultValue = "1",
      description =
          "Tiles of a group of APSQ, whose partial sums are all kept (default: ${DEFAULT-VALUE}).")
  int group;

  @Option(
      names = "--psum-bank",
      paramLabel = "SIZE",
      description =
          "Capacity of the bank, for instance '64 KiB'; the rest is spilled to a buffer (default: all"
              + " of them fit).")
  String bank;

  @Option(
      names = "--psum-tile",
      paramLabel = "N",
      description =
          "Reduction length that the operands' buffers hold at once; counts partial sums, not cycles"
              + " (default: K).")
  Long tile;

  Place place() {
    for (Place each : Place.values()) {
      if (each.name().equalsIgnoreCase(place.strip())) {
        return each;
      }
    }
    throw BadInputException.unknown(
        "--psum",
        "place",
        place,
        Arrays.stream(Place.values()).map(ArrayPartialSumOptions::nameOf).toList());
  }

  PartialSumTraffic traffic(
      ArrayTiming array, GemmShape shape, ElementTiming element, long weightGroup) {
    NumberFormat stored = FormatArgument.scalar("--psum-format", format);
    PartialSumStore store =
        DatapathOptions.checked(
            "--psum-group", () -> new PartialSumStore(stored.bits(), group, bankBits()));
    return DatapathOptions.checked(
        "--psum-tile",
        () ->
            PartialSumTraffic.of(
                array,
                shape.m(),
                shape.n(),
                shape.k(),
                element,
                weightGroup,
                tile == null ? shape.k() : tile,
                store));
  }

  private long bankBits() {
    if (bank == null) {
      return Long.MAX_VALUE;
    }
    if (place() != Place.BANK) {
      throw new BadInputException(
          "--psum-bank", "has no meaning with --psum " + place + "; give --psum bank");
    }
    return Quantity.parse(bank, Dimension.DATA, "--psum-bank").inBaseUnit().longValue() * Byte.SIZE;
  }

  Map<String, Object> json(PartialSumTraffic traffic) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("place", nameOf(place()));
    json.put("format", format);
    json.put("group", group);
    json.put("results_per_output", traffic.resultsPerOutput());
    json.put("bank_reads", traffic.bankReads());
    json.put("bank_writes", traffic.bankWrites());
    json.put("buffer_reads", traffic.bufferReads());
    json.put("buffer_writes", traffic.bufferWrites());
    json.put("read_bits", traffic.readBits());
    json.put("written_bits", traffic.writtenBits());
    json.put("live", traffic.live());
    json.put("live_bits", Math.multiplyExact(traffic.live(), traffic.bits()));
    return json;
  }

  private static String nameOf(Place place) {
    return place.name().toLowerCase(Locale.ROOT);
  }
}
