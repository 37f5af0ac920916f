package picojoule.memory.kv.access;

import picojoule.config.Section;
import picojoule.memory.kv.cache.PageLayout;

/**
 * All tokens, or only the last of a sliding window and, with it, the attention sinks at the front
 * (arXiv 2309.17453).
 *
 * @param window tokens; 0 for all
 * @param sinks tokens
 */
record DenseAccess(PageLayout layout, int window, int sinks) implements AccessPattern {

  static AccessPattern read(Section section, PageLayout layout, PatternKind.Extent extent) {
    int window = section.integer("window", 0, 1 << 24);
    return new DenseAccess(layout, window, section.integer("sinks", 0, 1 << 24));
  }

  @Override
  public AccessSource layer(int layer) {
    return this::step;
  }

  private void step(int tokens, StepAccess to) {
    int from = window == 0 ? 0 : Math.max(0, tokens - window);
    int pages = layout.pages(tokens);
    for (int page = 0; page < pages; page++) {
      int first = page / layout.groups() * layout.tokens();
      int end = first + layout.filled(page, tokens);
      int read = overlap(first, end, 0, Math.min(sinks, from)) + overlap(first, end, from, tokens);
      if (read > 0) {
        to.add(page, read);
      }
    }
  }

  private static int overlap(int from, int to, int otherFrom, int otherTo) {
    return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
  }
}
