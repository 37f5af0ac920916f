package picojoule.memory.kv.ratio;

import picojoule.config.Section;

/**
 * One way to place tokens: three decisions and where the weights are.
 *
 * @param name as results show it
 * @param weightsInHbm share of the weights in HBM; the rest is read from external memory
 */
record RatioPolicy(
    String name,
    double weightsInHbm,
    InitialPlacement initial,
    WritePlacement placement,
    RatioMigration migration) {

  static RatioPolicy read(Section section, RatioSpec spec) {
    double weightsInHbm = section.number("weights-in-hbm", 0, 1);
    if (spec.weightBytes(weightsInHbm) > spec.hbmCapacity()) {
      throw section.bad(
          "weights-in-hbm",
          "%.0f bytes of weights do not fit the %d of HBM; give a smaller share"
              .formatted(spec.weightBytes(weightsInHbm), spec.hbmCapacity()));
    }
    return new RatioPolicy(
        section.text("name"),
        weightsInHbm,
        section.choice("initial", InitialPlacement.class),
        section.choice("placement", WritePlacement.class),
        section.choice("migration", RatioMigration.class));
  }
}
