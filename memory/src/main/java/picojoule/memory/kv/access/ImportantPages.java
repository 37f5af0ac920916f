package picojoule.memory.kv.access;

import java.util.SplittableRandom;
import picojoule.config.Section;
import picojoule.memory.kv.cache.PageLayout;

/**
 * Pages chosen by importance. Each page has an importance, even between 0 and 1; a share of the
 * pages gets a new one at each step.
 *
 * @param sparsity share of the pages that a step leaves out
 * @param drift share of the pages whose importance changes in a step
 * @param recent share of the pages read that are the newest ones; the others are the most important
 * @param accumulates whether importance adds up over steps
 */
record ImportantPages(
    PageLayout layout,
    PatternKind.Extent extent,
    double sparsity,
    double drift,
    double recent,
    boolean accumulates,
    int seed)
    implements AccessPattern {

  private static final double HALF = 0.5;

  static AccessPattern readTop(Section section, PageLayout layout, PatternKind.Extent extent) {
    return read(section, layout, extent, 0, false);
  }

  static AccessPattern readHeavyHitters(
      Section section, PageLayout layout, PatternKind.Extent extent) {
    return read(section, layout, extent, HALF, true);
  }

  private static AccessPattern read(
      Section section,
      PageLayout layout,
      PatternKind.Extent extent,
      double recent,
      boolean accumulates) {
    return new ImportantPages(
        layout,
        extent,
        section.number("sparsity", 0, 0.99),
        section.number("drift", 0, 1),
        recent,
        accumulates,
        section.integer("seed", 0, Integer.MAX_VALUE));
  }

  @Override
  public AccessSource layer(int layer) {
    return new Source(new SplittableRandom(seed * 1_000_003L + layer));
  }

  private final class Source implements AccessSource {

    private final SplittableRandom random;
    private final double[] importance = new double[extent.mostPages()];
    private final double[] sum = new double[extent.mostPages()];
    private final double[] ranked = new double[extent.mostPages()];
    private int known;
    private double dueDrift;

    Source(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public void next(int tokens, StepAccess to) {
      int pages = layout.pages(tokens);
      for (; known < pages; known++) {
        importance[known] = random.nextDouble();
      }
      dueDrift += drift * pages;
      for (; dueDrift >= 1; dueDrift--) {
        importance[random.nextInt(pages)] = random.nextDouble();
      }
      for (int page = 0; page < pages; page++) {
        sum[page] = importance[page] + (accumulates ? sum[page] : 0);
      }
      int read = Math.max(1, (int) Math.round((1 - sparsity) * pages));
      int newest = (int) Math.round(recent * read);
      int older = pages - newest;
      int important = Math.min(older, read - newest);
      addImportant(older, important, tokens, to);
      for (int page = older; page < pages; page++) {
        to.add(page, layout.filled(page, tokens));
      }
    }

    private void addImportant(int pages, int count, int tokens, StepAccess to) {
      if (count == 0) {
        return;
      }
      System.arraycopy(sum, 0, ranked, 0, pages);
      double least = Selection.largest(ranked, pages, count);
      int left = count;
      for (int page = 0; page < pages; page++) {
        if (sum[page] > least) {
          to.add(page, layout.filled(page, tokens));
          left--;
        }
      }
      for (int page = 0; page < pages && left > 0; page++) {
        if (sum[page] == least) {
          to.add(page, layout.filled(page, tokens));
          left--;
        }
      }
    }
  }
}
