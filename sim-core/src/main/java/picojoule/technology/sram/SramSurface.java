package picojoule.technology.sram;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import picojoule.config.BadInputException;
import picojoule.config.Section;

/**
 * Prices of SRAMs between the runs of a memory compiler: universal kriging (Matheron 1969) of the
 * logarithms of its figures over those of capacity, word width, banks and node. Between two nodes
 * that were run, the logarithms are interpolated; outside of what was run there is no price.
 */
public final class SramSurface {

  private static final int FIGURES = 5;
  private static final int SHAPE_TERMS = 8;
  private static final double MIDDLE_CAPACITY = 16;
  private static final double MIDDLE_WORD = 8;

  private record Point(
      double node, SramDevice device, double capacity, double word, double banks) {}

  private final Path file;
  private final String source;
  private final double[] ranges;
  private final double deviceCorrelation;
  private final List<Point> points;
  private final NavigableSet<Double> nodes = new TreeSet<>();
  private final Map<SramPrice, double[]> weights = new EnumMap<>(SramPrice.class);
  private final Map<SramPrice, Double> errors = new EnumMap<>(SramPrice.class);

  private SramSurface(Path file, Section section) {
    this.file = file;
    source = section.text("source");
    Section range = section.section("range");
    ranges =
        new double[] {
          range.number("capacity", 0.1, 1e3),
          range.number("word", 0.1, 1e3),
          range.number("banks", 0.1, 1e3),
          range.number("node", 0.1, 1e3)
        };
    deviceCorrelation = section.number("device-correlation", 0, 1);
    double noise = section.number("noise", 0, 1);
    points = new ArrayList<>();
    List<double[]> figures = new ArrayList<>();
    read(points, figures);
    section.text("points");
    section.rejectUnknownKeys();
    points.forEach(point -> nodes.add(point.node));
    fit(figures, noise);
  }

  /** Reads the constants of a surface and the points beside them, and fits it. */
  public static SramSurface read(Path file, Section section) {
    return new SramSurface(file.resolveSibling(section.text("points")), section);
  }

  /** Where the points are from. */
  public String source() {
    return source;
  }

  /** The mean of the relative differences between each point and what the others say of it. */
  public double leaveOneOutError(SramPrice price) {
    return errors.get(price);
  }

  /**
   * A price.
   *
   * @throws BadInputException where the macro is outside of the points
   */
  public double price(SramMacro macro, double node, SramPrice price) {
    Double below = nodes.floor(node);
    Double above = nodes.ceiling(node);
    if (below == null || above == null) {
      throw outside(
          "--node",
          trimmed(node) + " nm",
          trimmed(nodes.first()) + " nm",
          trimmed(nodes.last()) + " nm");
    }
    check(macro);
    double small = logarithm(macro, below, price);
    if (below.equals(above)) {
      return Math.exp(small);
    }
    double position = Math.log(node / below) / Math.log(above / below);
    return Math.exp(small + position * (logarithm(macro, above, price) - small));
  }

  /** Within the words of the points, and the capacities of the nearest words and equal banks. */
  private void check(SramMacro macro) {
    double word = log2(macro.wordBits());
    double banks = log2(macro.banks());
    double capacity = log2((double) macro.capacityBytes());
    List<Point> alike = points.stream().filter(p -> p.device == macro.device()).toList();
    inside("--banks", banks, alike.stream().map(Point::banks).toList(), "");
    inside("--word", word, alike.stream().map(Point::word).toList(), " bits");
    double nearest = alike.stream().mapToDouble(p -> Math.abs(p.banks - banks)).min().orElseThrow();
    List<Double> capacities =
        alike.stream()
            .filter(p -> Math.abs(p.banks - banks) <= nearest + 1e-9)
            .map(Point::capacity)
            .toList();
    inside("--capacity", capacity, capacities, " B");
  }

  private void inside(String option, double value, List<Double> known, String unit) {
    double least = known.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = known.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    if (value < least - 1e-9 || value > most + 1e-9) {
      throw outside(
          option,
          trimmed(Math.pow(2, value)) + unit,
          trimmed(Math.pow(2, least)) + unit,
          trimmed(Math.pow(2, most)) + unit);
    }
  }

  private BadInputException outside(String option, String value, String least, String most) {
    return new BadInputException(
        option, value + " is outside of the points of " + file + "; give " + least + " to " + most);
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private double logarithm(SramMacro macro, double node, SramPrice price) {
    Point point =
        new Point(
            node,
            macro.device(),
            log2((double) macro.capacityBytes()),
            log2(macro.wordBits()),
            log2(macro.banks()));
    double[] weight = weights.get(price);
    double sum = 0;
    for (int i = 0; i < points.size(); i++) {
      sum += weight[i] * correlation(point, points.get(i));
    }
    double[] terms = trend(point);
    for (int i = 0; i < terms.length; i++) {
      sum += weight[points.size() + i] * terms[i];
    }
    return sum;
  }

  private void fit(List<double[]> figures, double noise) {
    int n = points.size();
    int terms = trend(points.get(0)).length;
    double[][] system = new double[n + terms][n + terms];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = correlation(points.get(i), points.get(j)) + (i == j ? noise : 0);
      }
      double[] trend = trend(points.get(i));
      for (int j = 0; j < terms; j++) {
        system[i][n + j] = trend[j];
        system[n + j][i] = trend[j];
      }
    }
    double[][] inverse = SquareMatrix.inverse(system);
    for (SramPrice price : SramPrice.values()) {
      double[] logarithms = new double[n];
      for (int i = 0; i < n; i++) {
        logarithms[i] = Math.log(figures.get(i)[price.ordinal()]);
      }
      double[] weight = SquareMatrix.times(inverse, logarithms);
      weights.put(price, weight);
      double error = 0;
      for (int i = 0; i < n; i++) {
        error += Math.abs(Math.expm1(-weight[i] / inverse[i][i])) / n;
      }
      errors.put(price, error);
    }
  }

  /** Matérn's, of order 3/2. */
  private double correlation(Point a, Point b) {
    double capacity = (a.capacity - b.capacity) / ranges[0];
    double word = (a.word - b.word) / ranges[1];
    double banks = (a.banks - b.banks) / ranges[2];
    double node = log2(a.node / b.node) / ranges[3];
    double distance =
        Math.sqrt(3 * (capacity * capacity + word * word + banks * banks + node * node));
    double along = (1 + distance) * Math.exp(-distance);
    return a.device == b.device ? along : along * deviceCorrelation;
  }

  private double[] trend(Point point) {
    double c = (point.capacity - MIDDLE_CAPACITY) / 4;
    double w = (point.word - MIDDLE_WORD) / 2;
    double b = point.banks / 4;
    int devices = SramDevice.values().length;
    double[] terms = new double[SHAPE_TERMS + devices * nodes.size() + 3 * (devices - 1)];
    double[] shape = {c, w, b, c * c, w * w, c * w, c * b, w * b};
    System.arraycopy(shape, 0, terms, 0, SHAPE_TERMS);
    int device = point.device.ordinal();
    terms[SHAPE_TERMS + device * nodes.size() + nodes.headSet(point.node).size()] = 1;
    if (device > 0) {
      int from = SHAPE_TERMS + devices * nodes.size() + 3 * (device - 1);
      System.arraycopy(shape, 0, terms, from, 3);
    }
    return terms;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private void read(List<Point> into, List<double[]> figures) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read: " + e.getMessage());
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      try {
        into.add(
            new Point(
                Double.parseDouble(cells[0]),
                SramDevice.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                log2(Double.parseDouble(cells[2])),
                log2(Integer.parseInt(cells[3])),
                log2(Integer.parseInt(cells[4]))));
        double[] row = new double[SramPrice.values().length];
        for (int j = 0; j < row.length; j++) {
          row[j] = Double.parseDouble(cells[FIGURES + j]);
        }
        figures.add(row);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new BadInputException(
            file + ": line " + (i + 1),
            "is no point; give node_nm,device,capacity_bytes,word_bits,banks,read_pj,write_pj,"
                + "leakage_mw,area_um2,access_ns,cycle_ns");
      }
    }
  }
}
