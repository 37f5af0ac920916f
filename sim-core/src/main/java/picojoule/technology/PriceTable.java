package picojoule.technology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Section;

/**
 * Prices of what components do and of the components themselves, each with the node, the source and
 * the basis of its figure. What the table does not say has no price, rather than a price of zero.
 */
public final class PriceTable {

  private static final String ENERGY = "energy";
  private static final String PARTS = "parts";
  private static final double MICROWATTS_PER_MILLIWATT = 1e3;

  private record Action(String component, String name) {}

  private final Section table;
  private final Map<Action, EnergyPrice> energies;
  private final Map<String, PartPrice> parts;

  private PriceTable(
      Section table, Map<Action, EnergyPrice> energies, Map<String, PartPrice> parts) {
    this.table = table;
    this.energies = energies;
    this.parts = parts;
  }

  /**
   * Reads the lists under the keys {@code energy} (component, action, energy, node, source, basis)
   * and {@code parts} (component, area, leakage, node, source, basis), either of which may be left
   * out. Other keys of the table are left to whoever else reads it.
   *
   * @throws BadInputException where a row is incomplete, negative, given twice, or has a key that
   *     is unknown
   */
  public static PriceTable read(Section table) {
    return new PriceTable(table, energies(rows(table, ENERGY)), parts(rows(table, PARTS)));
  }

  /**
   * The price of an action.
   *
   * @throws BadInputException where the table has none
   */
  public EnergyPrice energy(String component, String action) {
    EnergyPrice price = energies.get(new Action(component, action));
    if (price == null) {
      throw table.bad(
          ENERGY, "there is no price for action '" + action + "' of component '" + component + "'");
    }
    return price;
  }

  /**
   * The price of a component.
   *
   * @throws BadInputException where the table has none
   */
  public PartPrice part(String component) {
    PartPrice price = parts.get(component);
    if (price == null) {
      throw table.bad(PARTS, "there is no price for component '" + component + "'");
    }
    return price;
  }

  private static List<Section> rows(Section table, String key) {
    return table.has(key) ? table.sections(key) : List.of();
  }

  private static Map<Action, EnergyPrice> energies(List<Section> rows) {
    Map<Action, EnergyPrice> energies = new LinkedHashMap<>();
    for (Section row : rows) {
      Action action = new Action(row.text("component"), row.text("action"));
      EnergyPrice price =
          new EnergyPrice(
              row.quantityOrZero("energy", Dimension.ENERGY),
              row.quantity("node", Dimension.LENGTH),
              row.text("source"),
              row.choice("basis", Basis.class));
      row.rejectUnknownKeys();
      if (energies.putIfAbsent(action, price) != null) {
        throw row.bad(
            "action",
            "a second price for action '"
                + action.name
                + "' of component '"
                + action.component
                + "'");
      }
    }
    return energies;
  }

  private static Map<String, PartPrice> parts(List<Section> rows) {
    Map<String, PartPrice> parts = new LinkedHashMap<>();
    for (Section row : rows) {
      String component = row.text("component");
      PartPrice price =
          new PartPrice(
              row.quantityOrZero("area", Dimension.AREA),
              row.quantityOrZero("leakage", Dimension.POWER) * MICROWATTS_PER_MILLIWATT,
              row.quantity("node", Dimension.LENGTH),
              row.text("source"),
              row.choice("basis", Basis.class));
      row.rejectUnknownKeys();
      if (parts.putIfAbsent(component, price) != null) {
        throw row.bad("component", "a second price for component '" + component + "'");
      }
    }
    return parts;
  }
}
