package picojoule.pe.array;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picojoule.config.ConfigName;

/** Which operand stays in the processing element while the others move. */
public enum Dataflow {
  /** PE (i, j) keeps output (i, j); activations come from the left, weights from above. */
  OUTPUT_STATIONARY("os", OutputStationaryTiming::new),

  /** PE (i, j) keeps the weight of reduction step i and feature j; partial sums move down. */
  WEIGHT_STATIONARY("ws", WeightStationaryTiming::new),

  /** PE (i, j) keeps the activation of reduction step i and token j; partial sums move down. */
  INPUT_STATIONARY("is", InputStationaryTiming::new);

  private final String shortName;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Timing timing;

  Dataflow(String shortName, Timing timing) {
    this.shortName = shortName;
    this.timing = timing;
  }

  /**
   * The dataflow of a name, short ({@code ws}) or long ({@code weight-stationary}), in upper or
   * lower case.
   *
   * @throws IllegalArgumentException where there is none; the message lists what exists
   */
  public static Dataflow parse(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Dataflow dataflow : values()) {
      if (lower.equals(dataflow.shortName) || lower.equals(dataflow.longName())) {
        return dataflow;
      }
    }
    throw new IllegalArgumentException(
        "unknown dataflow '"
            + name
            + "'; there is "
            + Arrays.stream(values())
                .map(dataflow -> dataflow.shortName + " (" + dataflow.longName() + ")")
                .collect(Collectors.joining(", ")));
  }

  /** The abbreviation of the literature. */
  public String shortName() {
    return shortName;
  }

  /** The name in lower case with hyphens. */
  public String longName() {
    return ConfigName.of(this);
  }

  DataflowTiming timing(
      ArrayGeometry geometry, FoldOverlap overlap, PartialSumStore.Place partialSums) {
    return timing.of(geometry, overlap, partialSums);
  }

  private interface Timing {
    DataflowTiming of(
        ArrayGeometry geometry, FoldOverlap overlap, PartialSumStore.Place partialSums);
  }
}
