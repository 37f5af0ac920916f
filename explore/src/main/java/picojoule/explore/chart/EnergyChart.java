package picojoule.explore.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import picojoule.config.BadInputException;
import picojoule.explore.chart.Comparison.Panel;

/**
 * Energy per token as stacked bars of components, one bar for each design: a panel for each phase.
 * Bars lie, so that the designs' names can be read; all panels share the names.
 */
final class EnergyChart {

  // What one column of a paper can hold.
  private static final int COLUMN_BARS = 12;
  private static final int COLUMN_PANELS = 2;
  private static final double PANEL_GAP = 9;
  // How far an axis' first and last number may stand beyond its ends.
  private static final double OVERHANG = 6;
  private static final double TEXT_GAP = 1.5;
  private static final double LEGEND_SQUARE = 5;
  private static final double CATEGORY_MARGIN = 0.2;
  private static final double MOST_NAME_SHARE = 0.4;
  // Beyond so many characters a number is written with an exponent.
  private static final int LONGEST_NUMBER = 8;
  private static final MathContext DIGITS = new MathContext(3);

  // Text of less than 4 points cannot be read.
  private static final double LEAST_FONT_SHARE = 4 / 6.0;

  private final String file;
  private final Page page;
  private final Comparison comparison;
  private final EnergyBreakdown breakdown;
  private final List<String> bars;

  private EnergyChart(SweepTable table, Page page) {
    this.file = table.file();
    this.page = page;
    this.comparison = new Comparison(table);
    this.breakdown = new EnergyBreakdown(table, Palette.PARTS.size());
    Map<String, Integer> families = new HashMap<>();
    table.rows().forEach(row -> families.putIfAbsent(Design.of(row).family(), families.size()));
    this.bars =
        table.rows().stream()
            .sorted(Comparator.comparing(row -> families.get(Design.of(row).family())))
            .map(this::name)
            .distinct()
            .toList();
  }

  static void draw(SweepTable table, Page page) {
    EnergyChart chart = new EnergyChart(table, page);
    if (!chart.fitsColumn()) {
      chart = new EnergyChart(table, page.acrossBothColumns());
    }
    chart.draw();
  }

  private boolean fitsColumn() {
    return bars.size() <= COLUMN_BARS && comparison.panels().size() <= COLUMN_PANELS;
  }

  private void draw() {
    Rectangle2D body = page.title(comparison.title(), page.boldFont(), page.area());
    body = legend().draw(body);
    List<Panel> panels = comparison.panels();
    double gap = page.points(PANEL_GAP);
    String longest =
        bars.stream()
            .max(Comparator.comparingDouble(bar -> page.width(bar, page.font())))
            .orElseThrow();
    Font fitting = page.fitting(longest, page.font(), body.getWidth() * MOST_NAME_SHARE);
    double names = page.width(longest, fitting) + page.points(TEXT_GAP);
    // The last gap is for the last number of the last axis.
    double width = (body.getWidth() - names) / panels.size() - gap;
    requireWidth(width, gap);
    for (int i = 0; i < panels.size(); i++) {
      double x = body.getX() + names + i * (width + gap);
      Rectangle2D data =
          draw(panels.get(i), new Rectangle2D.Double(x, body.getY(), width, body.getHeight()));
      if (i == 0) {
        double height = data.getHeight() / bars.size();
        Font font = lower(fitting, height);
        for (int bar = 0; bar < bars.size(); bar++) {
          String name = bars.get(bar);
          double left = x - page.points(TEXT_GAP) - page.width(name, font);
          page.text(name, font, left, data.getY() + (bar + 0.5) * height);
        }
      }
    }
  }

  /** Draws a panel and gives the area of its bars, which fill it evenly from top to bottom. */
  private Rectangle2D draw(Panel panel, Rectangle2D within) {
    Rectangle2D body = page.title(panel.title(), page.font(), within);
    double overhang = page.points(OVERHANG);
    Rectangle2D drawn =
        new Rectangle2D.Double(
            body.getX() - overhang, body.getY(), body.getWidth() + 2 * overhang, body.getHeight());
    Map<String, TableRow> rows = rows(panel);
    double most = rows.values().stream().mapToDouble(EnergyBreakdown::total).max().orElseThrow();
    Unit unit = Unit.ofEnergy(most);
    NumberAxis energy = new NumberAxis("energy per token (" + unit.name() + ")");
    AxisStyle.style(page, energy, body.getWidth());
    // The machine's locale would write the numbers its own way.
    energy.setNumberFormatOverride(
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    energy.setMinorTickMarksVisible(false);
    double number =
        page.points(TEXT_GAP)
            + rows.values().stream()
                .mapToDouble(row -> page.width(number(row, unit), page.font()))
                .max()
                .orElseThrow();
    requireWidth(body.getWidth(), 2 * number);
    energy.setRange(0, most / unit.size() * body.getWidth() / (body.getWidth() - number));
    energy.setTickUnit(new NumberTickUnit(step(energy.getUpperBound())));
    CategoryPlot plot = plot(dataset(rows, unit), energy);
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(page.graphics(), drawn, info);
    Rectangle2D data = info.getPlotInfo().getDataArea();
    Font font = lower(page.font(), data.getHeight() / bars.size());
    rows.forEach(
        (name, row) -> {
          double end =
              energy.valueToJava2D(
                  EnergyBreakdown.total(row) / unit.size(), data, plot.getRangeAxisEdge());
          double middle = data.getY() + (bars.indexOf(name) + 0.5) * data.getHeight() / bars.size();
          page.text(number(row, unit), font, end + page.points(TEXT_GAP), middle);
        });
    return data;
  }

  private void requireWidth(double width, double least) {
    if (width < least) {
      throw new BadInputException(
          file,
          "its "
              + comparison.panels().size()
              + " panels have no room side by side in this picture; make it wider");
    }
  }

  private CategoryPlot plot(DefaultCategoryDataset energies, NumberAxis energy) {
    CategoryAxis names = new CategoryAxis();
    names.setLowerMargin(CATEGORY_MARGIN / 2 / bars.size());
    names.setUpperMargin(CATEGORY_MARGIN / 2 / bars.size());
    names.setCategoryMargin(
        bars.size() == 1 ? 0 : CATEGORY_MARGIN * (bars.size() - 1) / bars.size());
    names.setTickLabelsVisible(false);
    names.setTickMarksVisible(false);
    names.setAxisLineVisible(false);
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (int part = 0; part < energies.getRowCount(); part++) {
      renderer.setSeriesPaint(part, Palette.PARTS.get(part));
    }
    CategoryPlot plot = new CategoryPlot(energies, names, energy, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    AxisSpace overhang = new AxisSpace();
    overhang.setLeft(page.points(OVERHANG));
    overhang.setRight(page.points(OVERHANG));
    plot.setFixedDomainAxisSpace(overhang);
    AxisStyle.style(plot);
    return plot;
  }

  private Map<String, TableRow> rows(Panel panel) {
    Map<String, TableRow> rows = new LinkedHashMap<>();
    for (TableRow row : panel.rows()) {
      if (rows.put(name(row), row) != null) {
        throw row.bad("machine", "is a second row of " + name(row) + " for " + panel.title());
      }
    }
    return rows;
  }

  /** Every panel has every bar, empty where its phase has no such row. */
  private DefaultCategoryDataset dataset(Map<String, TableRow> rows, Unit unit) {
    DefaultCategoryDataset energies = new DefaultCategoryDataset();
    List<String> components = breakdown.components();
    for (String bar : bars) {
      double[] parts =
          rows.containsKey(bar) ? breakdown.of(rows.get(bar)) : new double[components.size()];
      for (int part = 0; part < parts.length; part++) {
        energies.addValue(parts[part] / unit.size(), components.get(part), bar);
      }
    }
    return energies;
  }

  private String name(TableRow row) {
    String distinction = comparison.distinction(row);
    return Design.of(row) + (distinction.isEmpty() ? "" : ", " + distinction);
  }

  private static String number(TableRow row, Unit unit) {
    BigDecimal number = new BigDecimal(EnergyBreakdown.total(row) / unit.size()).round(DIGITS);
    String plain = number.toPlainString();
    return plain.length() <= LONGEST_NUMBER ? plain : number.toString();
  }

  /** The largest font, at most the usual, whose lines are no higher than a bar with its gap. */
  private Font lower(Font font, double height) {
    double line = page.lineHeight(font);
    double share = Math.min(1, height / line);
    if (share < LEAST_FONT_SHARE) {
      throw new BadInputException(
          file,
          "its %d bars are too many to be read in this picture; make it %d times as high"
              .formatted(bars.size(), (int) Math.ceil(LEAST_FONT_SHARE / share)));
    }
    return font.deriveFont((float) (font.getSize2D() * share));
  }

  /** The smallest of 1, 2 and 5 times the powers of ten that divides a range into five or fewer. */
  private static double step(double range) {
    double least = range / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    return decade * (least <= decade ? 1 : least <= 2 * decade ? 2 : least <= 5 * decade ? 5 : 10);
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    double side = page.points(LEGEND_SQUARE);
    List<String> components = breakdown.components();
    for (int part = 0; part < components.size(); part++) {
      Color color = Palette.PARTS.get(part);
      legend.add(
          side,
          side,
          components.get(part),
          (x, y) -> page.fill(new Rectangle2D.Double(x, y - side / 2, side, side), color));
    }
    return legend;
  }
}
