package picojoule.pe.datapath;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts of events; what a datapath does not have is not there. */
public final class OperandStatistics {

  private final Map<DatapathEvent, Long> counts;

  private OperandStatistics(Map<DatapathEvent, Long> counts) {
    this.counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /** How often an event took place; zero where the datapath does not have it. */
  public long count(DatapathEvent event) {
    return counts.getOrDefault(event, 0L);
  }

  /** All counts, in the order of the events. */
  public Map<DatapathEvent, Long> counts() {
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperandStatistics statistics && counts.equals(statistics.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }

  /** Collects counts, once for each event and GEMM. */
  static final class Builder {
    private final Map<DatapathEvent, Long> counts = new EnumMap<>(DatapathEvent.class);

    Builder put(DatapathEvent event, long count) {
      counts.put(event, count);
      return this;
    }

    OperandStatistics build() {
      return new OperandStatistics(counts);
    }
  }
}
