package picojoule.memory.kv.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import picojoule.memory.kv.access.AccessPattern;
import picojoule.memory.kv.access.AccessSource;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.MemorySystem;
import picojoule.memory.kv.cache.PageLayout;

/**
 * The oracle beside the best of all placements, found by trying every one: five pages, a few steps,
 * any pages in HBM at any step.
 */
class OracleTest {

  private static final int PAGES = 5;
  private static final int PAGE_TOKENS = 8;
  private static final int STEPS = 4;
  private static final int TOKEN_BYTES = 16;
  private static final int PROMPT = PAGES * PAGE_TOKENS - STEPS;

  private static PagedSpec spec(long seed, int hbmPages, double hbmBandwidth) {
    int[][] tokens = new int[STEPS][PAGES];
    Random random = new Random(seed);
    for (int[] step : tokens) {
      for (int page = 0; page < PAGES; page++) {
        step[page] = random.nextInt(3) == 0 ? 0 : random.nextInt(PAGE_TOKENS - STEPS + 1);
      }
    }
    AccessPattern accesses =
        layer -> {
          int[] next = new int[1];
          return (there, to) -> {
            int[] step = tokens[next[0]++];
            for (int page = 0; page < PAGES; page++) {
              if (step[page] > 0) {
                to.add(page, step[page]);
              }
            }
          };
        };
    MemorySystem memories = new MemorySystem(1, hbmBandwidth, 0, 1, 12, 0, 10, 9, 0, 1, 0);
    return new PagedSpec(
        1,
        200,
        memories,
        new PageLayout(PAGE_TOKENS, 1, TOKEN_BYTES),
        PROMPT,
        STEPS,
        hbmPages,
        PAGES,
        accesses);
  }

  /** The least time of all placements. */
  private static double bruteForce(PagedSpec spec, boolean isMovingFree) {
    double[] best = new double[1 << PAGES];
    for (int step = 0; step < STEPS; step++) {
      double[] next = new double[1 << PAGES];
      Arrays.fill(next, Double.POSITIVE_INFINITY);
      int[] tokens = tokens(spec, step);
      for (int from = 0; from < best.length; from++) {
        for (int to = 0; to < best.length; to++) {
          if (Math.max(Integer.bitCount(from), Integer.bitCount(to)) <= spec.hbmPages()) {
            double time = best[from] + time(spec, tokens, step, from, to, isMovingFree);
            next[to] = Math.min(next[to], time);
          }
        }
      }
      best = next;
    }
    return Arrays.stream(best).min().orElseThrow();
  }

  private static int[] tokens(PagedSpec spec, int step) {
    int[] tokens = new int[PAGES];
    AccessSource source = spec.accesses().layer(0);
    for (int i = 0; i <= step; i++) {
      StepAccess access = new StepAccess(PAGES);
      source.next(PROMPT + i, access);
      Arrays.fill(tokens, 0);
      for (int k = 0; k < access.count(); k++) {
        tokens[access.page(k)] = access.tokens(k);
      }
    }
    return tokens;
  }

  private static double time(
      PagedSpec spec, int[] tokens, int step, int from, int to, boolean isMovingFree) {
    double hbm = spec.weightBytes();
    double inward = 0;
    double outward = 0;
    for (int page = 0; page < PAGES; page++) {
      boolean was = ((from >> page) & 1) == 1;
      boolean is = ((to >> page) & 1) == 1;
      double read = tokens[page] * TOKEN_BYTES;
      hbm += was ? read : 0;
      inward += was ? 0 : read;
      boolean isLast = page == PAGES - 1;
      double filled = (isLast ? PAGE_TOKENS - STEPS + step + 1 : PAGE_TOKENS) * TOKEN_BYTES;
      if (!isMovingFree) {
        double moved = filled - (isLast ? TOKEN_BYTES : 0);
        hbm += was == is ? 0 : moved;
        inward += !was && is ? moved : 0;
        outward += was && !is ? moved : 0;
        hbm += isLast && is ? TOKEN_BYTES : 0;
        outward += isLast && !is ? TOKEN_BYTES : 0;
      }
    }
    return spec.memories().nanoseconds(hbm, inward, outward);
  }

  @Property(tries = 150)
  void noPlacementIsFasterWhetherMovesArePaidForOrNot(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = PAGES) int hbmPages,
      @ForAll @IntRange(min = 5, max = 100) int hbmBandwidth) {
    PagedSpec spec = spec(seed, hbmPages, hbmBandwidth);
    LayerBounds bounds = new LayerBounds(spec).of(0);
    double free = bruteForce(spec, true);
    double paid = bruteForce(spec, false);
    assertThat(bounds.bound()).isLessThanOrEqualTo(bounds.oracle());
    assertThat(bounds.oracle()).isLessThanOrEqualTo(free * (1 + 1e-12));
    assertThat(free).isLessThanOrEqualTo(paid);
  }

  @Property(tries = 100)
  void equalsTheBestPlacementWhereBalanceDoesNotMatterAndMovesAreFree(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = PAGES) int hbmPages) {
    PagedSpec spec = spec(seed, hbmPages, 1e9);
    double oracle = new LayerBounds(spec).of(0).oracle();
    double best = bruteForce(spec, true);
    assertThat(oracle).isCloseTo(best, within(1e-5 * best + 1e-5));
  }
}
