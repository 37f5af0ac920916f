package picojoule.memory.kv.policy;

import java.util.Arrays;
import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/**
 * Keeps the pages of highest importance in HBM. A page's importance is the tokens read of it, older
 * reads counting less; every so many steps pages change places whose importance differs by a margin
 * of so many reads of a whole page.
 */
final class PageImportance implements PlacementPolicy {

  private static final double LARGEST_WEIGHT = 1e100;

  private final double growth;
  private final int interval;
  private final double margin;
  private final double[] importance;
  private final double[] ranked;
  private double weight = 1;
  private int step;

  private PageImportance(double decay, int interval, double margin, int mostPages) {
    growth = 1 / decay;
    this.interval = interval;
    this.margin = margin;
    importance = new double[mostPages];
    ranked = new double[mostPages];
  }

  static PolicyKind.PolicyMaker read(Section section) {
    double decay = section.number("decay", 0.01, 1);
    int interval = section.integer("interval", 1, 1 << 16);
    double margin = section.number("margin", 0, 1 << 16);
    return (surroundings, tuned) ->
        new PageImportance(
            decay, interval, margin * surroundings.layout().tokens(), surroundings.mostPages());
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    return table.hasRoom();
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    // Later reads count more instead of all earlier ones less.
    weight *= growth;
    for (int i = 0; i < access.count(); i++) {
      importance[access.page(i)] += access.tokens(i) * weight;
    }
    if (weight > LARGEST_WEIGHT) {
      for (int page = 0; page < table.pages(); page++) {
        importance[page] /= weight;
      }
      weight = 1;
    }
    if (++step % interval == 0 && table.pages() > table.hbmCapacity()) {
      exchange(table);
    }
  }

  /** Pages that belong among those that fill HBM come in for pages that do not. */
  private void exchange(PageTable table) {
    int pages = table.pages();
    System.arraycopy(importance, 0, ranked, 0, pages);
    Arrays.sort(ranked, 0, pages);
    // Where more pages are important than fit, those that are half as important as can be will do.
    double least = Math.min(ranked[pages - table.hbmCapacity()], ranked[pages - 1] / 2);
    int victim = 0;
    for (int page = 0; page < pages; page++) {
      if (importance[page] >= least && !table.inHbm(page)) {
        if (!table.hasRoom()) {
          while (victim < pages && !(table.inHbm(victim) && importance[victim] < least)) {
            victim++;
          }
          if (victim == pages) {
            return;
          }
          if (importance[page] <= importance[victim] + margin * weight) {
            continue;
          }
          table.moveOut(victim);
        }
        table.moveIn(page);
      }
    }
  }
}
