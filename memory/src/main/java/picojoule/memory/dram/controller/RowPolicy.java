package picojoule.memory.dram.controller;

import picojoule.config.Section;

/**
 * How long a row stays open for which no request waits.
 *
 * @param idleCycles from its last read or write until it is closed; {@link #FOREVER} for an
 *     open-row policy, 0 for a closed-row policy, and anything between for an adaptive one
 */
public record RowPolicy(long idleCycles) {

  /** Until another row is wanted. */
  public static final long FOREVER = Long.MAX_VALUE;

  private enum Kind {
    OPEN,
    CLOSED,
    TIMEOUT
  }

  static RowPolicy read(Section section) {
    return switch (section.choice("row-policy", Kind.class)) {
      case OPEN -> new RowPolicy(FOREVER);
      case CLOSED -> new RowPolicy(0);
      case TIMEOUT -> new RowPolicy(section.integer("row-timeout", 1, Integer.MAX_VALUE));
    };
  }

  /** Whether rows are ever closed for want of requests. */
  boolean closesIdleRows() {
    return idleCycles != FOREVER;
  }
}
