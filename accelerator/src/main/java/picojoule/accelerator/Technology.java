package picojoule.accelerator;

import picojoule.config.Section;
import picojoule.technology.PriceTable;
import picojoule.technology.SramTable;

/**
 * What things cost in a technology.
 *
 * @param name of it
 * @param prices of actions and parts
 * @param sram macros
 */
public record Technology(String name, PriceTable prices, SramTable sram) {

  static Technology read(Section section) {
    Technology technology =
        new Technology(
            section.text("name"),
            PriceTable.read(section),
            SramTable.read(section.section("sram")));
    section.rejectUnknownKeys();
    return technology;
  }
}
