package picojoule.pe.datapath;

import java.util.List;
import picojoule.isa.number.Codebooks;
import picojoule.isa.number.NumberFormat;

/** BitMoD's four tables of three or four bits, counted from the one that is named. */
final class BitModTables {

  private BitModTables() {}

  static boolean isTable(NumberFormat format) {
    return format.name().matches("fp[34]-e[ra][+-]");
  }

  /** The table named first, the others behind it in the order of BitMoD's selector. */
  static List<NumberFormat> from(NumberFormat named) {
    int bits = named.bits();
    List<NumberFormat> all =
        List.of(
            Codebooks.bitMod(bits, false, false),
            Codebooks.bitMod(bits, false, true),
            Codebooks.bitMod(bits, true, false),
            Codebooks.bitMod(bits, true, true));
    int first = all.indexOf(named);
    return List.of(
        all.get(first),
        all.get((first + 1) % 4),
        all.get((first + 2) % 4),
        all.get((first + 3) % 4));
  }
}
