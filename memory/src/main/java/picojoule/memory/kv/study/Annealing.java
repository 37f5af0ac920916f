package picojoule.memory.kv.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import picojoule.memory.kv.policy.WindowRatio;

/**
 * Simulated annealing of window and ratio as the paper's notes have it (arXiv 2508.13231): the
 * window moves by one or two (probability .4), the ratio by a tenth (.4), or both at once (.2); an
 * average step uphill is first accepted with probability .8 (Metropolis); temperatures fall by .9;
 * it ends when a temperature gained less than .1 %. The authors' code differs (window ±3, ratio
 * ±.3, temperature 100, cooling .95, 40 iterations).
 */
final class Annealing {

  private static final double FIRST_ACCEPTANCE = 0.8;
  private static final double COOLING = 0.9;
  private static final double LEAST_GAIN = 0.001;
  private static final int TRIES = 8;
  private static final int MOST_TEMPERATURES = 12;
  private static final double WINDOW_ONLY = 0.4;
  private static final double RATIO_ONLY = 0.8;
  private static final int FIRST_WINDOW = 8;
  private static final int FIRST_RATIO = 8;

  private final ToDoubleFunction<List<Integer>> cost;
  private final SplittableRandom random;
  private final Map<List<Integer>, Double> known = new HashMap<>();

  Annealing(ToDoubleFunction<List<Integer>> cost, int seed) {
    this.cost = cost;
    random = new SplittableRandom(seed);
  }

  /** The best window in steps, and ratio in tenths, that was seen. */
  List<Integer> best() {
    List<Integer> now = List.of(FIRST_WINDOW, FIRST_RATIO);
    List<Integer> best = now;
    double temperature = firstTemperature(now);
    for (int i = 0; i < MOST_TEMPERATURES; i++) {
      double before = cost(best);
      for (int k = 0; k < TRIES; k++) {
        List<Integer> next = neighbour(now);
        double uphill = cost(next) - cost(now);
        if (uphill <= 0 || random.nextDouble() < Math.exp(-uphill / temperature)) {
          now = next;
        }
        best = cost(now) < cost(best) ? now : best;
      }
      temperature *= COOLING;
      if (i > 0 && before - cost(best) < LEAST_GAIN * before) {
        return best;
      }
    }
    return best;
  }

  private double firstTemperature(List<Integer> from) {
    double sum = 0;
    for (int i = 0; i < TRIES; i++) {
      sum += Math.abs(cost(neighbour(from)) - cost(from));
    }
    return Math.max(1e-9, sum / TRIES) / -Math.log(FIRST_ACCEPTANCE);
  }

  private double cost(List<Integer> of) {
    return known.computeIfAbsent(of, cost::applyAsDouble);
  }

  private List<Integer> neighbour(List<Integer> of) {
    double move = random.nextDouble();
    int window = of.get(0);
    int ratio = of.get(1);
    if (move < WINDOW_ONLY || move >= RATIO_ONLY) {
      window += (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(2));
    }
    if (move >= WINDOW_ONLY) {
      ratio += random.nextBoolean() ? 1 : -1;
    }
    return List.of(
        Math.max(1, Math.min(WindowRatio.LONGEST_WINDOW, window)),
        Math.max(0, Math.min(WindowRatio.RATIO_STEPS, ratio)));
  }
}
