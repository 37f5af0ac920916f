package picojoule.pe.datapath;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts of events; what a datapath does not have is not there. */
public final class OperandStatistics {

  private final Map<DatapathEvent, Long> counts;

  private OperandStatistics(Map<DatapathEvent, Long> counts) {
    Map<DatapathEvent, Long> copy = new EnumMap<>(DatapathEvent.class);
    copy.putAll(counts);
    this.counts = Collections.unmodifiableMap(copy);
  }

  /** How often an event took place; zero where the datapath does not have it. */
  public long count(DatapathEvent event) {
    return counts.getOrDefault(event, 0L);
  }

  /** All counts, in the order of the events. */
  public Map<DatapathEvent, Long> counts() {
    return counts;
  }

  /** The counts of two pieces of work together. */
  public OperandStatistics plus(OperandStatistics other) {
    Map<DatapathEvent, Long> sum = new EnumMap<>(DatapathEvent.class);
    sum.putAll(counts);
    other.counts.forEach((event, count) -> sum.merge(event, count, Long::sum));
    return new OperandStatistics(sum);
  }

  /** The same with one more count. */
  public OperandStatistics with(DatapathEvent event, long count) {
    Map<DatapathEvent, Long> more = new EnumMap<>(DatapathEvent.class);
    more.putAll(counts);
    more.put(event, count);
    return new OperandStatistics(more);
  }

  /** Nothing counted. */
  public static OperandStatistics none() {
    return new OperandStatistics(new EnumMap<>(DatapathEvent.class));
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
