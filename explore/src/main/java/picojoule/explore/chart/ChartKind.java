package picojoule.explore.chart;

import java.util.Arrays;
import java.util.function.BiConsumer;
import picojoule.config.BadInputException;

/** The charts that exist. */
public enum ChartKind {
  /** Energy per token against latency, chip area as the marker's area, with the Pareto front. */
  TRADE_OFF("trade-off", TradeOffChart::draw),
  /** Energy per token by component. */
  ENERGY("energy", EnergyChart::draw);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference keeps no state
  private final BiConsumer<SweepTable, Page> drawer;

  ChartKind(String label, BiConsumer<SweepTable, Page> drawer) {
    this.label = label;
    this.drawer = drawer;
  }

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ChartKind parse(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.unknown(
                    "--kind",
                    "chart",
                    name,
                    Arrays.stream(values()).map(ChartKind::toString).toList()));
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return label;
  }

  void draw(SweepTable table, Page page) {
    drawer.accept(table, page);
  }
}
