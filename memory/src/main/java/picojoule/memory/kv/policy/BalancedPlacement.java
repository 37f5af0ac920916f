package picojoule.memory.kv.policy;

import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/**
 * Our own policy. A step takes as long as the slower memory, so it moves pages only from the slower
 * to the other, only pages that were read so steadily that they will be read again, and only as
 * many as make both end together. While external memory is the slower one, steadily read pages come
 * in for pages that were not read lately; while HBM is, a few steadily read ones go out, which puts
 * idle bandwidth to use. Strays, read once, never move.
 */
final class BalancedPlacement implements PlacementPolicy {

  private static final int STEADY = 0b11;
  private static final int IDLE = 0b11;
  private static final double TOLERANCE = 1.02;

  /** Of what is off balance towards HBM, the share mended in one step: those moves cost time. */
  private static final double OUTWARD_PACE = 1.0 / 16;

  private final Surroundings surroundings;
  private final int[] history;
  private int hand;
  private boolean isHbmSlower;

  private BalancedPlacement(Surroundings surroundings) {
    this.surroundings = surroundings;
    history = new int[surroundings.mostPages()];
  }

  static PolicyKind.PolicyMaker read(Section section) {
    return (surroundings, tuned) -> new BalancedPlacement(surroundings);
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    return table.hasRoom() && !isHbmSlower;
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    for (int page = 0; page < table.pages(); page++) {
      history[page] <<= 1;
    }
    long inHbm = 0;
    long outside = 0;
    for (int i = 0; i < access.count(); i++) {
      int page = access.page(i);
      history[page] |= 1;
      if (table.inHbm(page)) {
        inHbm += access.tokens(i);
      } else {
        outside += access.tokens(i);
      }
    }
    double hbm = surroundings.hbmNanoseconds(inHbm);
    double external = surroundings.externalNanoseconds(outside);
    isHbmSlower = hbm > external;
    if (external > hbm) {
      bringIn(access, table, surroundings.tokensToBalance(external - hbm));
    } else if (hbm > external * TOLERANCE) {
      takeOut(access, table, surroundings.tokensToBalance(hbm - external) * OUTWARD_PACE);
    }
  }

  private void bringIn(StepAccess access, PageTable table, double tokens) {
    double left = tokens;
    for (int i = 0; i < access.count() && left > 0; i++) {
      int page = access.page(i);
      if ((history[page] & STEADY) == STEADY && !table.inHbm(page)) {
        if (!table.hasRoom() && !makeRoom(table)) {
          return;
        }
        table.moveIn(page);
        left -= access.tokens(i);
      }
    }
  }

  /** Throws a page out that was not read in the last steps: the next one round the clock. */
  private boolean makeRoom(PageTable table) {
    int pages = table.pages();
    for (int i = 0; i < pages; i++) {
      hand = hand + 1 < pages ? hand + 1 : 0;
      if ((history[hand] & IDLE) == 0 && table.inHbm(hand)) {
        table.moveOut(hand);
        return true;
      }
    }
    return false;
  }

  private void takeOut(StepAccess access, PageTable table, double tokens) {
    double left = tokens;
    for (int i = 0; i < access.count() && left >= access.tokens(i); i++) {
      int page = access.page(i);
      if ((history[page] & STEADY) == STEADY && table.inHbm(page)) {
        table.moveOut(page);
        left -= access.tokens(i);
      }
    }
  }
}
