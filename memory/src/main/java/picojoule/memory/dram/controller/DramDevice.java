package picojoule.memory.dram.controller;

import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;

/**
 * A DRAM and how its controllers decide, as one config file describes both.
 *
 * @param spec the DRAM
 * @param policy of the controller of each channel
 */
public record DramDevice(DramSpec spec, ControllerPolicy policy) {

  /**
   * Reads both.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static DramDevice read(Section section) {
    DramSpec spec = DramSpec.read(section);
    return new DramDevice(spec, ControllerPolicy.read(section.section("controller"), spec));
  }
}
