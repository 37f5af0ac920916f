package picojoule.explore.validate;

import java.util.List;

/** What a published system is compared in. */
@FunctionalInterface
interface Study {

  /**
   * Runs the system on the published work.
   *
   * @throws picojoule.config.BadInputException where its files in {@code configs/validation} cannot
   *     be
   */
  List<ValidationRow> rows();
}
