package picojoule.memory.kv.study;

import java.util.function.Function;
import picojoule.config.Section;
import picojoule.memory.kv.KvStudy;
import picojoule.memory.kv.ratio.RatioStudy;

/** The models of placement that a study can be of. */
public enum PlacementModel {
  /** The published one: counts of tokens, each in one memory or the other. */
  TOKEN_RATIO(RatioStudy::read),
  /** Ours: pages, access patterns, and moves that are paid for. */
  PAGED(PagedStudy::read);

  @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
  private final Function<Section, KvStudy> reader;

  PlacementModel(Function<Section, KvStudy> reader) {
    this.reader = reader;
  }

  /**
   * Reads a study of the model that its key {@code model-of} names.
   *
   * @throws picojoule.config.BadInputException where it cannot be used
   */
  public static KvStudy read(Section study) {
    return study.choice("model-of", PlacementModel.class).reader.apply(study);
  }
}
