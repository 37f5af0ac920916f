package picojoule.explore.chart;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picojoule.explore.chart.Comparison.Panel;
import picojoule.explore.chart.ParetoFront.Objectives;

/**
 * Energy per token against the latency of a step, both logarithmic: a panel for each phase. The
 * marker tells the family, its area the chip's area. A step line is the Pareto front of latency and
 * energy; a ring marks what is Pareto-optimal in latency, energy and area.
 */
final class TradeOffChart {

  private static final double MOST_MARKER_POINTS = 11;
  private static final double CROWDED_MARKER_POINTS = 7;
  private static final double LEAST_MARKER_POINTS = 1.5;
  private static final double LEGEND_MARKER_POINTS = 5;
  private static final double PANEL_GAP = 3;
  private static final double EMPTY_PLACE_FAULT = 0.5;
  // What one column of a paper can hold.
  private static final int COLUMN_PANELS = 2;
  private static final int COLUMN_FAMILIES = 6;
  private static final int COLUMN_POINTS = 16;
  // Two square panels lie as well as one wide one.
  private static final double PANEL_SHAPE = 1.2;

  private final Page page;
  private final Map<String, Marker> families = new LinkedHashMap<>();
  private final AreaScale areas;
  private final Comparison comparison;

  private TradeOffChart(SweepTable table, Page page) {
    this.page = page;
    this.comparison = new Comparison(table);
    for (TableRow row : table.rows()) {
      families.computeIfAbsent(Design.of(row).family(), name -> Marker.of(families.size()));
    }
    this.areas =
        new AreaScale(
            table.rows().stream().map(row -> row.positive("area_um2")).toList(),
            disc(LEAST_MARKER_POINTS),
            disc(isCrowded(comparison) ? CROWDED_MARKER_POINTS : MOST_MARKER_POINTS));
  }

  static void draw(SweepTable table, Page page) {
    TradeOffChart chart = new TradeOffChart(table, page);
    if (!chart.fitsColumn()) {
      chart = new TradeOffChart(table, page.acrossBothColumns());
    }
    chart.draw();
  }

  private boolean fitsColumn() {
    List<Panel> panels = comparison.panels();
    return panels.size() <= COLUMN_PANELS
        && families.size() <= COLUMN_FAMILIES
        && panels.stream().allMatch(panel -> panel.rows().size() <= COLUMN_POINTS);
  }

  private void draw() {
    Rectangle2D body = page.title(comparison.title(), page.boldFont(), page.area());
    body = legend().draw(body);
    List<Panel> panels = comparison.panels();
    double gap = page.points(PANEL_GAP);
    int columns = columns(panels.size(), body);
    int rows = (panels.size() + columns - 1) / columns;
    double width = (body.getWidth() - (columns - 1) * gap) / columns;
    double height = (body.getHeight() - (rows - 1) * gap) / rows;
    for (int i = 0; i < panels.size(); i++) {
      int row = i / columns;
      double x = body.getX() + i % columns * (width + gap);
      double y = body.getY() + row * (height + gap);
      new TradeOffPanel(page, families, areas, points(panels.get(i)))
          .draw(panels.get(i).title(), new Rectangle2D.Double(x, y, width, height));
    }
  }

  private static boolean isCrowded(Comparison comparison) {
    return comparison.panels().stream()
        .anyMatch(panel -> panel.rows().size() > TradeOffPanel.MOST_LABELS);
  }

  /** As many columns as make the panels' shape the best. */
  private static int columns(int panels, Rectangle2D body) {
    int best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int columns = 1; columns <= panels; columns++) {
      int rows = (panels + columns - 1) / columns;
      double shape = body.getWidth() / columns / (body.getHeight() / rows);
      double fault =
          Math.abs(Math.log(shape / PANEL_SHAPE)) + EMPTY_PLACE_FAULT * (rows * columns - panels);
      if (fault < least) {
        least = fault;
        best = columns;
      }
    }
    return best;
  }

  private List<TradeOffPoint> points(Panel panel) {
    List<Objectives> two = new ArrayList<>();
    List<Objectives> three = new ArrayList<>();
    for (TableRow row : panel.rows()) {
      double latency = row.positive("latency_ns");
      double energy = row.positive("energy_pj_per_token");
      two.add(Objectives.of(latency, energy));
      three.add(new Objectives(latency, energy, row.positive("area_um2")));
    }
    boolean[] onFront = ParetoFront.of(two);
    boolean[] optimal = ParetoFront.of(three);
    List<TradeOffPoint> points = new ArrayList<>();
    for (int i = 0; i < onFront.length; i++) {
      Objectives cost = three.get(i);
      TableRow row = panel.rows().get(i);
      points.add(
          new TradeOffPoint(
              label(row),
              Design.of(row).family(),
              cost.first(),
              cost.second(),
              cost.third(),
              onFront[i],
              optimal[i]));
    }
    return points;
  }

  private String label(TableRow row) {
    String distinction = comparison.distinction(row);
    return Design.of(row).size() + (distinction.isEmpty() ? "" : ", " + distinction);
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    families.forEach(
        (name, marker) -> addMarker(legend, name, marker, disc(LEGEND_MARKER_POINTS), false));
    double line = page.points(9);
    legend.add(
        line,
        page.points(TradeOffPanel.FRONT_WIDTH),
        "Pareto front",
        (x, y) ->
            page.outline(
                new Line2D.Double(x, y, x + line, y), page.stroke(TradeOffPanel.FRONT_WIDTH)));
    addMarker(legend, "optimal with area", Marker.PLAIN, disc(LEGEND_MARKER_POINTS), true);
    addChips(legend);
    return legend;
  }

  private void addMarker(Legend legend, String text, Marker marker, double area, boolean isRinged) {
    double reach = marker.reach(area) + (isRinged ? page.points(TradeOffPanel.RING_GAP) : 0);
    legend.add(
        2 * reach,
        2 * reach,
        text,
        (x, y) -> {
          AffineTransform there = AffineTransform.getTranslateInstance(x + reach, y);
          page.fill(there.createTransformedShape(marker.shape(area)), marker.color());
          page.outline(
              there.createTransformedShape(marker.shape(area)),
              page.stroke(TradeOffPanel.OUTLINE_WIDTH));
          if (isRinged) {
            page.outline(
                new Ellipse2D.Double(x, y - reach, 2 * reach, 2 * reach),
                page.stroke(TradeOffPanel.RING_WIDTH));
          }
        });
  }

  /** Circles of the chips' areas side by side, and what they stand for. */
  private void addChips(Legend legend) {
    List<AreaScale.Sample> samples = areas.samples();
    double gap = page.points(1);
    double[] reaches = samples.stream().mapToDouble(s -> Marker.PLAIN.reach(s.marker())).toArray();
    double height = 2 * Arrays.stream(reaches).max().orElseThrow();
    double width = 2 * Arrays.stream(reaches).sum() + (reaches.length - 1) * gap;
    String text =
        samples.stream()
            .map(AreaScale.Sample::text)
            .collect(Collectors.joining(", ", "chip ", " mm²"));
    legend.add(
        width,
        height,
        text,
        (x, y) -> {
          double left = x;
          for (double reach : reaches) {
            page.outline(
                new Ellipse2D.Double(left, y - reach, 2 * reach, 2 * reach),
                page.stroke(TradeOffPanel.OUTLINE_WIDTH));
            left += 2 * reach + gap;
          }
        });
  }

  /** The area in square pixels of a circle with a diameter in points. */
  private double disc(double diameter) {
    return Math.PI / 4 * Math.pow(page.points(diameter), 2);
  }
}
