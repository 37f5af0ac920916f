package picojoule.explore.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import picojoule.explore.chart.LabelPlacement.Disc;
import picojoule.explore.chart.LabelPlacement.Label;
import picojoule.explore.chart.LabelPlacement.Place;

/** The trade-off of one phase. */
final class TradeOffPanel {

  /** Line widths and gaps in points. */
  static final double FRONT_WIDTH = 0.8;

  static final double OUTLINE_WIDTH = 0.3;
  static final double RING_WIDTH = 0.6;
  static final double RING_GAP = 1.3;

  /** Beyond so many points only the front's are labelled: other labels would hide points. */
  static final int MOST_LABELS = 40;

  private static final double LABEL_GAP = 0.8;
  private static final double LEADER_WIDTH = 0.35;
  // What axes leave of a panel's width and height, nearly.
  private static final double DATA_SHARE = 0.75;
  // Room beside the outermost points for their markers, as a share of the axis.
  private static final double LEAST_MARGIN = 0.1;
  private static final double MOST_MARGIN = 0.25;
  private static final double LEAST_RANGE = Math.log10(1.5);

  private final Page page;
  private final Map<String, Marker> families;
  private final AreaScale areas;
  private final List<TradeOffPoint> points;
  private final Unit latencyUnit;
  private final Unit energyUnit;

  TradeOffPanel(
      Page page, Map<String, Marker> families, AreaScale areas, List<TradeOffPoint> points) {
    this.page = page;
    this.families = families;
    this.areas = areas;
    // Large markers first, so that no marker hides a smaller one.
    this.points =
        points.stream().sorted(Comparator.comparingDouble(TradeOffPoint::area).reversed()).toList();
    this.latencyUnit = Unit.ofTime(middle(TradeOffPoint::latency));
    this.energyUnit = Unit.ofEnergy(middle(TradeOffPoint::energy));
  }

  void draw(String title, Rectangle2D within) {
    double titleHeight = page.lineHeight(page.font());
    Rectangle2D body =
        new Rectangle2D.Double(
            within.getX(),
            within.getY() + titleHeight,
            within.getWidth(),
            within.getHeight() - titleHeight);
    XYPlot plot = plot(body);
    ChartRenderingInfo info = new ChartRenderingInfo();
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.draw(page.graphics(), body, info);
    Rectangle2D data = info.getPlotInfo().getDataArea();
    page.center(title, page.font(), data, within.getY() + titleHeight / 2);
    annotate(plot, data);
  }

  private XYPlot plot(Rectangle2D body) {
    DecadeAxis latency =
        axis("latency of the step (" + latencyUnit.name() + ")", body.getWidth() * DATA_SHARE);
    DecadeAxis energy =
        axis("energy per token (" + energyUnit.name() + ")", body.getHeight() * DATA_SHARE);
    setRange(latency, this::x, body.getWidth());
    setRange(energy, this::y, body.getHeight());
    XYPlot plot = new XYPlot(null, latency, energy, null);
    plot.setDataset(0, front(latency, energy));
    plot.setRenderer(0, frontRenderer());
    plot.setDataset(1, markers());
    plot.setRenderer(1, new MarkerRenderer(this));
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    AxisStyle.style(page, plot);
    return plot;
  }

  private DecadeAxis axis(String label, double extent) {
    DecadeAxis axis = new DecadeAxis(label);
    AxisStyle.style(page, axis, extent);
    return axis;
  }

  private double x(TradeOffPoint point) {
    return point.latency() / latencyUnit.size();
  }

  private double y(TradeOffPoint point) {
    return point.energy() / energyUnit.size();
  }

  /** The middle of a logarithmic axis. */
  private double middle(ToDoubleFunction<TradeOffPoint> value) {
    double least = points.stream().mapToDouble(value).min().orElseThrow();
    double most = points.stream().mapToDouble(value).max().orElseThrow();
    return Math.sqrt(least) * Math.sqrt(most);
  }

  private void setRange(DecadeAxis axis, ToDoubleFunction<TradeOffPoint> value, double extent) {
    double least = Math.log10(points.stream().mapToDouble(value).min().orElseThrow());
    double most = Math.log10(points.stream().mapToDouble(value).max().orElseThrow());
    double range = Math.max(most - least, LEAST_RANGE);
    double middle = (least + most) / 2;
    double reach = points.stream().mapToDouble(this::reach).max().orElseThrow() + gap();
    double margin = Math.max(LEAST_MARGIN, Math.min(MOST_MARGIN, reach / (extent * DATA_SHARE)));
    double half = range / (1 - 2 * margin) / 2;
    axis.setRange(Math.pow(10, middle - half), Math.pow(10, middle + half));
  }

  /** How far a point's marker, or its ring, reaches from its centre. */
  private double reach(TradeOffPoint point) {
    double marker = families.get(point.family()).reach(areas.marker(point.area()));
    return marker + (point.isOptimal() ? page.points(RING_GAP) : 0);
  }

  /** The front's corners, and its ends where everything beyond is beaten. */
  private XYSeriesCollection front(DecadeAxis latency, DecadeAxis energy) {
    List<TradeOffPoint> corners =
        points.stream()
            .filter(TradeOffPoint::isOnFront)
            .sorted(Comparator.comparingDouble(TradeOffPoint::latency))
            .toList();
    XYSeries series = new XYSeries("front", false);
    series.add(x(corners.get(0)), energy.getUpperBound());
    corners.forEach(corner -> series.add(x(corner), y(corner)));
    series.add(latency.getUpperBound(), y(corners.get(corners.size() - 1)));
    return new XYSeriesCollection(series);
  }

  private XYStepRenderer frontRenderer() {
    XYStepRenderer renderer = new XYStepRenderer();
    renderer.setSeriesPaint(0, Palette.INK);
    renderer.setSeriesStroke(0, page.stroke(FRONT_WIDTH));
    return renderer;
  }

  private XYSeriesCollection markers() {
    XYSeries series = new XYSeries("points", false);
    points.forEach(point -> series.add(x(point), y(point)));
    return new XYSeriesCollection(series);
  }

  /** Draws rings and labels, now that it is known where the points lie. */
  private void annotate(XYPlot plot, Rectangle2D data) {
    List<Disc> discs = new ArrayList<>();
    for (TradeOffPoint point : points) {
      double x = plot.getDomainAxis().valueToJava2D(x(point), data, plot.getDomainAxisEdge());
      double y = plot.getRangeAxis().valueToJava2D(y(point), data, plot.getRangeAxisEdge());
      double radius = reach(point);
      discs.add(new Disc(x, y, radius));
      // Over the fills of the markers above it, a covered marker's outline still shows.
      AffineTransform there = AffineTransform.getTranslateInstance(x, y);
      page.outline(
          there.createTransformedShape(
              families.get(point.family()).shape(areas.marker(point.area()))),
          page.stroke(OUTLINE_WIDTH));
      if (point.isOptimal()) {
        page.outline(
            new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius),
            page.stroke(RING_WIDTH));
      }
    }
    label(discs, new LabelPlacement(inside(data), discs, steps(discs, data), gap()));
  }

  private void label(List<Disc> discs, LabelPlacement placement) {
    Font font = page.font();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.size() <= MOST_LABELS || points.get(i).isOnFront()) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparing(i -> !points.get(i).isOnFront()));
    double height = page.graphics().getFontMetrics(font).getAscent();
    List<Optional<Place>> places =
        placement.place(
            order.stream()
                .map(i -> new Label(discs.get(i), page.width(points.get(i).label(), font), height))
                .toList());
    for (int k = 0; k < places.size(); k++) {
      TradeOffPoint point = points.get(order.get(k));
      places.get(k).ifPresent(place -> draw(point, font, place));
    }
  }

  /** A label has its family's colour, since points of several families may share a place. */
  private void draw(TradeOffPoint point, Font font, Place place) {
    Color color = Palette.ofText(families.get(point.family()).color());
    place.leader().ifPresent(leader -> page.outline(leader, page.stroke(LEADER_WIDTH), color));
    page.text(point.label(), font, color, place.box().getX(), place.box().getCenterY());
  }

  private double gap() {
    return page.points(LABEL_GAP);
  }

  private Rectangle2D inside(Rectangle2D data) {
    return new Rectangle2D.Double(
        data.getX() + gap(),
        data.getY() + gap(),
        data.getWidth() - 2 * gap(),
        data.getHeight() - 2 * gap());
  }

  /** The front's lines as they are drawn. */
  private List<Line2D> steps(List<Disc> discs, Rectangle2D data) {
    List<Disc> corners = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).isOnFront()) {
        corners.add(discs.get(i));
      }
    }
    corners.sort(Comparator.comparingDouble(Disc::x));
    List<Line2D> steps = new ArrayList<>();
    double y = data.getMinY();
    for (int i = 0; i < corners.size(); i++) {
      Disc corner = corners.get(i);
      double next = i + 1 < corners.size() ? corners.get(i + 1).x() : data.getMaxX();
      steps.add(new Line2D.Double(corner.x(), y, corner.x(), corner.y()));
      steps.add(new Line2D.Double(corner.x(), corner.y(), next, corner.y()));
      y = corner.y();
    }
    return steps;
  }

  /** Draws each point as its family's marker in its chip's size. */
  private static final class MarkerRenderer extends XYLineAndShapeRenderer {

    private static final long serialVersionUID = 1L;
    private final transient TradeOffPanel panel;

    MarkerRenderer(TradeOffPanel panel) {
      super(false, true);
      this.panel = panel;
      setDrawOutlines(false);
      setUseFillPaint(true);
    }

    @Override
    public Shape getItemShape(int row, int column) {
      TradeOffPoint point = panel.points.get(column);
      return panel.families.get(point.family()).shape(panel.areas.marker(point.area()));
    }

    @Override
    public Paint getItemFillPaint(int row, int column) {
      return panel.families.get(panel.points.get(column).family()).color();
    }
  }
}
