package picojoule.explore.validate;

import java.util.OptionalDouble;

/**
 * One figure of a published system beside ours.
 *
 * @param system its name, as {@link ValidatedSystem} has it
 * @param name the case: what was run
 * @param metric what was measured
 * @param unit of both figures
 * @param reference the published or re-run figure; empty where there is none to compare with
 * @param ours what our model gives
 * @param source of the reference, or how ours came about where there is none
 * @param note why they differ, or what to know; may be empty
 */
public record ValidationRow(
    String system,
    String name,
    String metric,
    String unit,
    OptionalDouble reference,
    double ours,
    String source,
    String note) {

  /** What the note of a row says that is one layer of a case. */
  static final String ONE_LAYER = "one layer of it";

  /** Whether it is about a part of a case that has rows of its own. */
  public boolean isDetail() {
    return note.startsWith(ONE_LAYER);
  }

  /** By how much ours is more than the reference, in percent of it. */
  public OptionalDouble differencePercent() {
    return reference.isEmpty() || reference.getAsDouble() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * (ours - reference.getAsDouble()) / reference.getAsDouble());
  }
}
