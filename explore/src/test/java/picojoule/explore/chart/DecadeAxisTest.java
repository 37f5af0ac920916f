package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

class DecadeAxisTest {

  private static final Rectangle2D DATA = new Rectangle2D.Double(0, 0, 400, 300);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 24);

  private final Graphics2D graphics =
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();

  @Test
  void severalDecadesAreLabelledAsOftenAsThereIsRoomFor() {
    assertThat(labels(0.9, 1.1e6, RectangleEdge.BOTTOM)).containsExactly("1", "100", "10000");
    assertThat(labels(0.9, 1500, RectangleEdge.BOTTOM))
        .containsExactly("1", "3", "10", "30", "100", "300");
  }

  @Test
  void oneDecadeIsLabelledWithinIt() {
    assertThat(labels(0.9, 12, RectangleEdge.BOTTOM))
        .containsExactly("1", "2", "3", "5", "7", "10");
  }

  @Test
  void aRangeBetweenTwoMultiplesIsLabelledInEvenSteps() {
    assertThat(labels(1.1, 1.9, RectangleEdge.LEFT)).containsExactly("1.2", "1.4", "1.6", "1.8");
  }

  @Test
  void everyMultipleOfAPowerOfTenWithoutLabelIsAMinorTick() {
    assertThat(ticks(0.9, 1100, RectangleEdge.LEFT))
        .filteredOn(tick -> tick.getTickType().equals(TickType.MINOR))
        .hasSize(1 + 9 * 3 + 1 - 6)
        .extracting(ValueTick::getValue)
        .contains(0.9, 2.0, 900.0, 1000.0)
        .doesNotContain(1.0, 10.0, 100.0, 2000.0);
  }

  @Property(tries = 300)
  void labelsNeverTouchAndStayWithinTheAxis(
      @ForAll @DoubleRange(min = -9, max = 9) double decade,
      @ForAll @DoubleRange(min = 0.2, max = 8) double decades) {
    DecadeAxis axis = axis(Math.pow(10, decade), Math.pow(10, decade + decades));
    double end = Double.NEGATIVE_INFINITY;
    for (ValueTick tick : ticks(axis, RectangleEdge.BOTTOM)) {
      if (tick.getTickType().equals(TickType.MAJOR)) {
        double half = graphics.getFontMetrics(FONT).stringWidth(tick.getText()) / 2.0;
        double middle = axis.valueToJava2D(tick.getValue(), DATA, RectangleEdge.BOTTOM);
        assertThat(middle - half).isGreaterThan(end);
        end = middle + half;
        assertThat(end).isLessThanOrEqualTo(DATA.getMaxX());
      }
    }
  }

  @Property(tries = 300)
  void aRangeOfTwoDecadesOrLessHasTwoLabelsOnAnUprightAxis(
      @ForAll @DoubleRange(min = -9, max = 9) double decade,
      @ForAll @DoubleRange(min = 0.2, max = 2) double decades) {
    DecadeAxis axis = axis(Math.pow(10, decade), Math.pow(10, decade + decades));
    assertThat(ticks(axis, RectangleEdge.LEFT))
        .filteredOn(tick -> tick.getTickType().equals(TickType.MAJOR))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  private List<String> labels(double least, double most, RectangleEdge edge) {
    return ticks(least, most, edge).stream()
        .filter(tick -> tick.getTickType().equals(TickType.MAJOR))
        .map(ValueTick::getText)
        .toList();
  }

  private List<ValueTick> ticks(double least, double most, RectangleEdge edge) {
    return ticks(axis(least, most), edge);
  }

  private List<ValueTick> ticks(DecadeAxis axis, RectangleEdge edge) {
    return axis.refreshTicks(graphics, new AxisState(), DATA, edge);
  }

  private static DecadeAxis axis(double least, double most) {
    DecadeAxis axis = new DecadeAxis("latency (ms)");
    axis.setRange(least, most);
    axis.setTickLabelFont(FONT);
    return axis;
  }
}
