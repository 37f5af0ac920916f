package picojoule.memory.kv.access;

import java.util.List;
import picojoule.config.Section;
import picojoule.memory.kv.cache.PageLayout;

/** The access patterns there are. */
public enum PatternKind {
  /** Every token, or those of a sliding window and the attention sinks before it. */
  DENSE(DenseAccess::read),
  /** A slowly drifting hot set and pages read once, seeded. */
  SYNTHETIC(SyntheticAccess::read),
  /** The pages of highest importance at each step (as Quest, arXiv 2406.10774). */
  TOP_PAGES(ImportantPages::readTop),
  /** Heavy hitters by accumulated importance, and recent pages (as H2O, arXiv 2306.14048). */
  HEAVY_HITTERS(ImportantPages::readHeavyHitters),
  /** A file of tokens read per step and layer. */
  TRACE(TracedAccess::read);

  /** Makes a pattern from its section, the pages, and the study's length. */
  interface Reader {
    AccessPattern read(Section section, PageLayout layout, Extent extent);
  }

  /**
   * How far a study goes.
   *
   * @param mostPages of a layer at its end
   */
  public record Extent(int layers, int promptTokens, int steps, int mostPages) {}

  private static final List<String> KEYS =
      List.of("sparsity", "drift", "strays", "run", "seed", "window", "sinks", "file");

  @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
  private final Reader reader;

  PatternKind(Reader reader) {
    this.reader = reader;
  }

  /**
   * Reads the pattern that a section's key {@code pattern} names. Keys of other patterns may stand
   * beside its own, so that one setting changes the pattern.
   */
  public static AccessPattern read(Section section, PageLayout layout, Extent extent) {
    KEYS.forEach(section::has);
    return section.choice("pattern", PatternKind.class).reader.read(section, layout, extent);
  }
}
