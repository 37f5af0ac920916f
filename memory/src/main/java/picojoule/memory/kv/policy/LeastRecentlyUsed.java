package picojoule.memory.kv.policy;

import java.util.Arrays;
import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/**
 * Brings every page in that is read, for the one that was not read for longest. A page that this
 * very step reads makes no room: it would be thrown out by what stands behind it in the same scan.
 */
final class LeastRecentlyUsed implements PlacementPolicy {

  private static final int NONE = -1;

  private final int[] older;
  private final int[] newer;
  private final int[] lastRead;
  private int oldest = NONE;
  private int newest = NONE;
  private int step;

  private LeastRecentlyUsed(int mostPages) {
    older = new int[mostPages];
    newer = new int[mostPages];
    lastRead = new int[mostPages];
    Arrays.fill(lastRead, -1);
  }

  static PolicyKind.PolicyMaker read(Section section) {
    return (surroundings, tuned) -> new LeastRecentlyUsed(surroundings.mostPages());
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    if (!table.hasRoom() && !makeRoom(table)) {
      return false;
    }
    append(page);
    return true;
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    step++;
    for (int i = 0; i < access.count(); i++) {
      int page = access.page(i);
      lastRead[page] = step;
      if (table.inHbm(page)) {
        remove(page);
        append(page);
      }
    }
    for (int i = 0; i < access.count(); i++) {
      int page = access.page(i);
      if (!table.inHbm(page)) {
        if (!table.hasRoom() && !makeRoom(table)) {
          return;
        }
        table.moveIn(page);
        append(page);
      }
    }
  }

  private boolean makeRoom(PageTable table) {
    // While the prompt is placed no step has read anything, and its first pages stay.
    if (oldest == NONE || step == 0 || lastRead[oldest] == step) {
      return false;
    }
    table.moveOut(oldest);
    remove(oldest);
    return true;
  }

  private void append(int page) {
    older[page] = newest;
    newer[page] = NONE;
    if (newest == NONE) {
      oldest = page;
    } else {
      newer[newest] = page;
    }
    newest = page;
  }

  private void remove(int page) {
    if (older[page] == NONE) {
      oldest = newer[page];
    } else {
      newer[older[page]] = newer[page];
    }
    if (newer[page] == NONE) {
      newest = older[page];
    } else {
      older[newer[page]] = older[page];
    }
  }
}
