package picojoule.memory.kv.policy;

import java.util.Arrays;
import java.util.List;
import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/**
 * Every W steps, ranks pages by how often the last W read them, and puts into HBM from the top as
 * many as deliver a share R of those reads. W and R are found by simulated annealing on the first
 * steps, as published (see {@code picojoule.memory.kv.study.Annealing}).
 */
public final class WindowRatio implements PlacementPolicy {

  /** The longest window in steps. */
  public static final int LONGEST_WINDOW = 32;

  /** Ratios are tenths, as the published moves are. */
  public static final int RATIO_STEPS = 10;

  private final int window;
  private final double ratio;
  private final int[] history;
  private final int[] pagesByCount = new int[LONGEST_WINDOW + 1];
  private final int[] keptByCount = new int[LONGEST_WINDOW + 1];
  private int step;

  private WindowRatio(int window, double ratio, int mostPages) {
    this.window = window;
    this.ratio = ratio;
    history = new int[mostPages];
  }

  static PolicyKind.PolicyMaker read(Section section) {
    return new PolicyKind.PolicyMaker() {
      @Override
      public PlacementPolicy make(Surroundings surroundings, List<Integer> tuned) {
        return new WindowRatio(
            tuned.get(0), tuned.get(1) / (double) RATIO_STEPS, surroundings.mostPages());
      }

      @Override
      public boolean isTuned() {
        return true;
      }
    };
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    return table.hasRoom();
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    for (int page = 0; page < table.pages(); page++) {
      history[page] <<= 1;
    }
    for (int i = 0; i < access.count(); i++) {
      history[access.page(i)] |= 1;
    }
    if (++step % window == 0) {
      place(table);
    }
  }

  private int count(int page) {
    return Integer.bitCount(history[page] << (LONGEST_WINDOW - window));
  }

  /** Chooses how many pages of each count belong into HBM, then moves as few as that takes. */
  private void place(PageTable table) {
    Arrays.fill(pagesByCount, 0);
    Arrays.fill(keptByCount, 0);
    long reads = 0;
    for (int page = 0; page < table.pages(); page++) {
      int count = count(page);
      pagesByCount[count]++;
      reads += count;
    }
    int room = table.hbmCapacity();
    double wanted = ratio * reads;
    for (int count = window; count > 0 && room > 0 && wanted > 0; count--) {
      int pages = (int) Math.min(Math.ceil(wanted / count), Math.min(room, pagesByCount[count]));
      keptByCount[count] = pages;
      room -= pages;
      wanted -= (double) pages * count;
    }
    // What nobody read lately stays while there is room, as moving it would gain nothing.
    keptByCount[0] = room;
    for (int page = 0; page < table.pages(); page++) {
      if (table.inHbm(page)) {
        int count = count(page);
        if (keptByCount[count] > 0) {
          keptByCount[count]--;
        } else {
          table.moveOut(page);
        }
      }
    }
    for (int page = 0; page < table.pages(); page++) {
      int count = count(page);
      if (count > 0 && keptByCount[count] > 0 && !table.inHbm(page)) {
        keptByCount[count]--;
        if (!table.hasRoom()) {
          moveOutUnread(table);
        }
        table.moveIn(page);
      }
    }
  }

  private void moveOutUnread(PageTable table) {
    int victim = 0;
    while (!table.inHbm(victim) || count(victim) > 0) {
      victim++;
    }
    table.moveOut(victim);
  }
}
