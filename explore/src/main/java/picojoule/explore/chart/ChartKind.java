package picojoule.explore.chart;

import java.util.function.BiConsumer;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;

/** The charts that exist. */
public enum ChartKind {
  /** Energy per token against latency, chip area as the marker's area, with the Pareto front. */
  TRADE_OFF(TradeOffChart::draw),
  /** Energy per token by component. */
  ENERGY(EnergyChart::draw);

  @SuppressWarnings("ImmutableEnumChecker") // a method reference keeps no state
  private final BiConsumer<SweepTable, Page> drawer;

  ChartKind(BiConsumer<SweepTable, Page> drawer) {
    this.drawer = drawer;
  }

  /**
   * The chart of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ChartKind parse(String name) {
    return ConfigName.parse("--kind", "chart", name, values());
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return ConfigName.of(this);
  }

  void draw(SweepTable table, Page page) {
    drawer.accept(table, page);
  }
}
