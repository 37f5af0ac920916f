package picojoule.technology.cell;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import picojoule.config.BadInputException;
import picojoule.config.Dimension;
import picojoule.config.Section;

/**
 * Carries a library's figures over to another node and voltage by the equations of Stillmaker and
 * Baas (Integration 58, 2017). Nodes between two tabulated ones are interpolated in the logarithms
 * of node and factor; beyond them there is nothing. Leakage, of which the equations say nothing, is
 * taken in proportion to area and voltage.
 */
public final class NodeScaling {

  private record Node(
      double voltage,
      double least,
      double most,
      double area,
      List<Double> energy,
      List<Double> delay) {

    double energyAt(double volts) {
      return polynomial(energy, volts);
    }

    double delayAt(double volts) {
      return polynomial(delay, volts);
    }

    private static double polynomial(List<Double> coefficients, double x) {
      double value = 0;
      for (double coefficient : coefficients) {
        value = value * x + coefficient;
      }
      return value;
    }
  }

  private final NavigableMap<Double, Node> nodes;
  private final double from;
  private final double delayVoltage;

  private NodeScaling(NavigableMap<Double, Node> nodes, double from, double delayVoltage) {
    this.nodes = nodes;
    this.from = from;
    this.delayVoltage = delayVoltage;
  }

  /** Reads the table of nodes. */
  public static NodeScaling read(Section file) {
    NavigableMap<Double, Node> nodes = new TreeMap<>();
    for (Section row : file.sections("nodes")) {
      nodes.put(
          row.quantity("node", Dimension.LENGTH),
          new Node(
              row.quantity("voltage", Dimension.VOLTAGE),
              row.quantity("least", Dimension.VOLTAGE),
              row.quantity("most", Dimension.VOLTAGE),
              row.number("area", 0, 100),
              row.texts("energy").stream().map(Double::valueOf).toList(),
              row.texts("delay").stream().map(Double::valueOf).toList()));
    }
    NodeScaling scaling =
        new NodeScaling(
            nodes,
            file.quantity("from", Dimension.LENGTH),
            file.quantity("delay-voltage", Dimension.VOLTAGE));
    file.rejectUnknownKeys();
    return scaling;
  }

  /** The voltage of a node where nobody asks for another. */
  public double nominalVoltage(double nanometres) {
    Map.Entry<Double, Node> small = below(nanometres);
    Map.Entry<Double, Node> large = above(nanometres);
    double position = position(nanometres, small, large);
    return small.getValue().voltage
        + position * (large.getValue().voltage - small.getValue().voltage);
  }

  /**
   * A library at another node and voltage.
   *
   * @throws BadInputException where the node or the voltage is outside of the equations' range
   */
  public CellLibrary apply(CellLibrary library, double nanometres, double voltage) {
    Map.Entry<Double, Node> small = below(nanometres);
    Map.Entry<Double, Node> large = above(nanometres);
    double least = Math.max(small.getValue().least, large.getValue().least);
    double most = Math.min(small.getValue().most, large.getValue().most);
    if (!(voltage >= least && voltage <= most)) {
      throw new BadInputException(
          "--voltage",
          String.format(
              "%s V is outside of what the scaling equations hold for at %s nm; give %s V to %s V",
              number(voltage), number(nanometres), number(least), number(most)));
    }
    double position = position(nanometres, small, large);
    Node base = nodes.get(from);
    double area = between(small.getValue().area, large.getValue().area, position) / base.area;
    double energy =
        between(small.getValue().energyAt(voltage), large.getValue().energyAt(voltage), position)
            / base.energyAt(library.voltage());
    double delay =
        between(small.getValue().delayAt(voltage), large.getValue().delayAt(voltage), position)
            / base.delayAt(delayVoltage);
    String how =
        String.format(
            "scaled from %s nm, %s V to %s nm, %s V (Stillmaker and Baas 2017%s; leakage with area"
                + " and voltage, assumed)",
            number(library.nodeNanometres()),
            number(library.voltage()),
            number(nanometres),
            number(voltage),
            small.getKey().equals(large.getKey())
                ? ""
                : ", between " + number(large.getKey()) + " and " + number(small.getKey()) + " nm");
    double leakage = area * voltage / library.voltage();
    return library.scaled(
        nanometres, voltage, new CellLibrary.Factors(area, leakage, energy, delay), how);
  }

  private Map.Entry<Double, Node> below(double nanometres) {
    return checked(nodes.floorEntry(nanometres), nanometres);
  }

  private Map.Entry<Double, Node> above(double nanometres) {
    return checked(nodes.ceilingEntry(nanometres), nanometres);
  }

  private Map.Entry<Double, Node> checked(Map.Entry<Double, Node> entry, double nanometres) {
    if (entry == null) {
      throw new BadInputException(
          "--node",
          String.format(
              "%s nm is outside of what the scaling equations hold for; give %s nm to %s nm",
              number(nanometres), number(nodes.firstKey()), number(nodes.lastKey())));
    }
    return entry;
  }

  private static double position(
      double nanometres, Map.Entry<Double, Node> small, Map.Entry<Double, Node> large) {
    return small.getKey().equals(large.getKey())
        ? 0
        : Math.log(nanometres / small.getKey()) / Math.log(large.getKey() / small.getKey());
  }

  private static double between(double small, double large, double position) {
    return small * Math.pow(large / small, position);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
