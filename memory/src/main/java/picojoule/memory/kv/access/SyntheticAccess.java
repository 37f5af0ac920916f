package picojoule.memory.kv.access;

import java.util.Arrays;
import java.util.SplittableRandom;
import picojoule.config.Section;
import picojoule.memory.kv.cache.PageLayout;

/**
 * A hot set that drifts, and strays that are read once, drawn anew at each step. Every step reads
 * {@code (1 - sparsity)} of the pages there are.
 *
 * @param sparsity share of the pages that a step leaves out
 * @param drift share of the hot set that is replaced at each step
 * @param strays share of the pages read that are strays
 * @param run pages beside each other that become hot together: the locality
 * @param seed of all random numbers; each layer has a stream of its own
 */
record SyntheticAccess(
    PageLayout layout,
    PatternKind.Extent extent,
    double sparsity,
    double drift,
    double strays,
    int run,
    int seed)
    implements AccessPattern {

  static AccessPattern read(Section section, PageLayout layout, PatternKind.Extent extent) {
    return new SyntheticAccess(
        layout,
        extent,
        section.number("sparsity", 0, 0.99),
        section.number("drift", 0, 1),
        section.number("strays", 0, 0.9),
        section.integer("run", 1, 1 << 16),
        section.integer("seed", 0, Integer.MAX_VALUE));
  }

  @Override
  public AccessSource layer(int layer) {
    return new Source(new SplittableRandom(seed * 1_000_003L + layer));
  }

  private final class Source implements AccessSource {

    private final SplittableRandom random;
    private final int[] hot = new int[extent.mostPages()];
    private final int[] placeInHot = new int[extent.mostPages()];
    private final int[] strayAt = new int[extent.mostPages()];
    private int hotCount;
    private int known;
    private int step;
    private double dueDrift;

    Source(SplittableRandom random) {
      this.random = random;
      Arrays.fill(placeInHot, -1);
    }

    @Override
    public void next(int tokens, StepAccess to) {
      step++;
      int pages = layout.pages(tokens);
      int read = Math.max(1, (int) Math.round((1 - sparsity) * pages));
      int strayCount = (int) Math.min(Math.round(strays * read), pages - read);
      int target = read - strayCount;
      adaptTo(pages, target);
      for (int i = 0; i < hotCount; i++) {
        to.add(hot[i], layout.filled(hot[i], tokens));
      }
      for (int i = 0; i < strayCount; i++) {
        int page = random.nextInt(pages);
        while (placeInHot[page] >= 0 || strayAt[page] == step) {
          page = random.nextInt(pages);
        }
        strayAt[page] = step;
        to.add(page, layout.filled(page, tokens));
      }
    }

    private void adaptTo(int pages, int target) {
      if (known > 0) {
        // The newest page is read until it is forgotten as others are.
        for (int page = known; page < pages; page++) {
          heat(page);
        }
      }
      known = pages;
      dueDrift += drift * target;
      int replaced = (int) dueDrift;
      dueDrift -= replaced;
      for (int i = 0; i < replaced && hotCount > 0; i++) {
        coolAny();
      }
      while (hotCount > target) {
        coolAny();
      }
      while (hotCount < target) {
        int page = random.nextInt(pages);
        int end = Math.min(pages, page + run);
        for (; page < end && hotCount < target; page++) {
          heat(page);
        }
      }
    }

    private void heat(int page) {
      if (placeInHot[page] < 0) {
        placeInHot[page] = hotCount;
        hot[hotCount++] = page;
      }
    }

    private void coolAny() {
      int place = random.nextInt(hotCount);
      placeInHot[hot[place]] = -1;
      hot[place] = hot[--hotCount];
      if (place < hotCount) {
        placeInHot[hot[place]] = place;
      }
    }
  }
}
