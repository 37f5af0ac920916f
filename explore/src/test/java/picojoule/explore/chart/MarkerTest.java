package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.PathIterator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.explore.chart.AreaScale.Sample;

class MarkerTest {

  private static final int FAMILIES = 42;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void everyShapeHasTheAreaAndTheReachItSays(int family) {
    Marker marker = Marker.of(family);
    double area = 0;
    double reach = 0;
    double[] at = new double[6];
    double[] from = new double[2];
    for (PathIterator path = marker.shape(400).getPathIterator(null, 1e-4);
        !path.isDone();
        path.next()) {
      int segment = path.currentSegment(at);
      if (segment == PathIterator.SEG_LINETO) {
        // The shoelace formula.
        area += (from[0] * at[1] - at[0] * from[1]) / 2;
      }
      if (segment != PathIterator.SEG_CLOSE) {
        reach = Math.max(reach, Math.hypot(at[0], at[1]));
        from = at.clone();
      } else {
        double[] first = new double[6];
        marker.shape(400).getPathIterator(null).currentSegment(first);
        area += (from[0] * first[1] - first[0] * from[1]) / 2;
      }
    }
    // A circle is drawn as Bézier curves, which are off by less than a thousandth.
    assertThat(area).isCloseTo(400, within(0.2));
    assertThat(reach).isCloseTo(marker.reach(400), within(0.01));
  }

  @Test
  void familiesLookDifferent() {
    Set<Marker> markers = new HashSet<>();
    for (int family = 0; family < FAMILIES; family++) {
      markers.add(Marker.of(family));
    }
    assertThat(markers).hasSize(FAMILIES);
  }

  @Test
  void aMarkersAreaIsProportionalToItsChips() {
    AreaScale scale = new AreaScale(List.of(1e6, 2e6, 4e6), 10, 800);
    assertThat(scale.marker(4e6)).isEqualTo(800);
    assertThat(scale.marker(2e6)).isEqualTo(400);
    assertThat(scale.marker(1e6)).isEqualTo(200);
  }

  @Test
  void theLegendShowsRoundAreasBetweenSmallestAndLargest() {
    AreaScale scale = new AreaScale(List.of(0.52e6, 4.7e6), 10, 940);
    assertThat(scale.samples())
        .containsExactly(
            new Sample("0.5", scale.marker(0.5e6)),
            new Sample("2", scale.marker(2e6)),
            new Sample("5", scale.marker(5e6)));
  }

  @Test
  void chipsOfOneAreaHaveOneSample() {
    assertThat(new AreaScale(List.of(2e6, 2e6), 10, 800).samples())
        .containsExactly(new Sample("2", 800));
  }

  @Test
  void chipsTooSmallToSeeAreMarkedAndTheLegendSaysSo() {
    AreaScale scale = new AreaScale(List.of(1e3, 1e8), 10, 1000);
    assertThat(scale.marker(1e3)).isEqualTo(10);
    assertThat(scale.samples()).extracting(Sample::text).containsExactly("≤ 1", "10", "100");
    assertThat(scale.samples().get(0).marker()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void textInAFamilysColourCanBeRead(int family) {
    Color text = Palette.ofText(Marker.of(family).color());
    // On white, 4.5 to 1 is a grey of 118 of 255; green weighs most in luminance.
    assertThat(text.getGreen()).isLessThanOrEqualTo(140);
    assertThat(Palette.ofText(text)).isEqualTo(text);
  }
}
