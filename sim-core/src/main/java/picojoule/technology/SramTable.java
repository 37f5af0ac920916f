package picojoule.technology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Section;

/**
 * SRAM macros of one node and device type, as a memory compiler or CACTI gives them: rows of
 * capacity and word width. Between two rows of one word width a price follows the power law through
 * both; outside there is none.
 */
public final class SramTable {

  private static final int MOST_BITS = 1 << 16;

  /**
   * One macro.
   *
   * @param capacityBytes of it
   * @param wordBits that an access reads or writes
   * @param readPicojoules of one read
   * @param writePicojoules of one write
   * @param leakageMilliwatts while it is on
   * @param areaSquareMicrometres of it
   * @param cycleNanoseconds from one access to the next
   */
  public record Macro(
      long capacityBytes,
      int wordBits,
      double readPicojoules,
      double writePicojoules,
      double leakageMilliwatts,
      double areaSquareMicrometres,
      double cycleNanoseconds) {}

  private final String where;
  private final String source;
  private final List<Macro> macros;

  private SramTable(String where, String source, List<Macro> macros) {
    this.where = where;
    this.source = source;
    this.macros = macros;
  }

  /** Reads the keys {@code source} and {@code macros}. */
  public static SramTable read(Section section) {
    List<Macro> macros = new ArrayList<>();
    for (Section row : section.sections("macros")) {
      macros.add(
          new Macro(
              row.bytes("capacity"),
              row.integer("word-bits", 1, MOST_BITS),
              row.quantity("read", Dimension.ENERGY),
              row.quantity("write", Dimension.ENERGY),
              row.quantity("leakage", Dimension.POWER),
              row.quantity("area", Dimension.AREA),
              row.quantity("cycle", Dimension.TIME) / 1e6));
    }
    macros.sort(Comparator.comparingInt(Macro::wordBits).thenComparingLong(Macro::capacityBytes));
    return new SramTable(section.where("macros"), section.text("source"), List.copyOf(macros));
  }

  /** Where the figures are from. */
  public String source() {
    return source;
  }

  /**
   * The macro of a capacity and word width.
   *
   * @throws BadInputException where the table has no two rows around it
   */
  public Macro macro(long capacityBytes, int wordBits) {
    Macro below = null;
    Macro above = null;
    for (Macro macro : macros) {
      if (macro.wordBits() == wordBits && macro.capacityBytes() <= capacityBytes) {
        below = macro;
      }
      if (macro.wordBits() == wordBits && macro.capacityBytes() >= capacityBytes && above == null) {
        above = macro;
      }
    }
    if (below == null || above == null) {
      throw new BadInputException(
          where,
          "no macro of "
              + capacityBytes
              + " B with words of "
              + wordBits
              + " bits; there is "
              + macros.stream()
                  .map(macro -> macro.capacityBytes() + " B x " + macro.wordBits() + " bits")
                  .collect(Collectors.joining(", ")));
    }
    return below.equals(above) ? below : between(below, above, capacityBytes);
  }

  private static Macro between(Macro below, Macro above, long capacityBytes) {
    double position =
        Math.log((double) capacityBytes / below.capacityBytes())
            / Math.log((double) above.capacityBytes() / below.capacityBytes());
    return new Macro(
        capacityBytes,
        below.wordBits(),
        power(below.readPicojoules(), above.readPicojoules(), position),
        power(below.writePicojoules(), above.writePicojoules(), position),
        power(below.leakageMilliwatts(), above.leakageMilliwatts(), position),
        power(below.areaSquareMicrometres(), above.areaSquareMicrometres(), position),
        power(below.cycleNanoseconds(), above.cycleNanoseconds(), position));
  }

  private static double power(double below, double above, double position) {
    return below * Math.pow(above / below, position);
  }
}
