package picojoule.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All counters of one machine, in the order in which the components made them. Counted here, priced
 * elsewhere.
 */
public final class Activity {

  private record Key(String component, String action) {}

  private final Map<Key, Counter> byKey = new LinkedHashMap<>();
  private final List<Counter> counters = new ArrayList<>();

  /**
   * Makes a counter.
   *
   * @param component which part of the machine acts
   * @param action what it does
   * @param unit what one count is
   * @param description a sentence for reports
   * @throws IllegalArgumentException where the component already counts that action
   */
  public Counter counter(String component, String action, String unit, String description) {
    Counter counter = new Counter(component, action, unit, description);
    if (byKey.putIfAbsent(new Key(component, action), counter) != null) {
      throw new IllegalArgumentException(component + " already counts " + action);
    }
    counters.add(counter);
    return counter;
  }

  public List<Counter> counters() {
    return Collections.unmodifiableList(counters);
  }

  /**
   * The value of a counter.
   *
   * @throws IllegalArgumentException where nobody counts it
   */
  public long value(String component, String action) {
    Counter counter = byKey.get(new Key(component, action));
    if (counter == null) {
      throw new IllegalArgumentException("nobody counts " + component + "/" + action);
    }
    return counter.value();
  }

  /** The values of all counters now, in the order of {@link #counters}. */
  public long[] snapshot() {
    long[] values = new long[counters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = counters.get(i).value();
    }
    return values;
  }
}
