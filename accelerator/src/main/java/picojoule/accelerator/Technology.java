package picojoule.accelerator;

import java.util.List;
import picojoule.config.Section;
import picojoule.technology.PriceTable;
import picojoule.technology.SramTable;

/**
 * What things on a chip cost in a technology. The DRAM is not on it: its prices are in its own
 * file.
 *
 * @param name of it
 * @param prices of actions and parts
 * @param sram macros
 */
public record Technology(String name, PriceTable prices, SramTable sram) {

  static Technology read(Section section) {
    rejectDram(section);
    Technology technology =
        new Technology(
            section.text("name"),
            PriceTable.read(section),
            SramTable.read(section.section("sram")));
    section.rejectUnknownKeys();
    return technology;
  }

  private static void rejectDram(Section section) {
    for (String list : List.of("energy", "parts")) {
      if (section.has(list)) {
        for (Section row : section.sections(list)) {
          if (row.text("component").equals("dram")
              || row.text("component").equals("dram-channel")) {
            throw row.bad(
                "component",
                "DRAM has no price here, but in the section energy of the memory's own file;"
                    + " remove the row");
          }
        }
      }
    }
  }
}
