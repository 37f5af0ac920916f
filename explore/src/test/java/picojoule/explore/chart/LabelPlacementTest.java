package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picojoule.explore.chart.LabelPlacement.Disc;
import picojoule.explore.chart.LabelPlacement.Label;
import picojoule.explore.chart.LabelPlacement.Place;

class LabelPlacementTest {

  private static final Rectangle2D AREA = new Rectangle2D.Double(100, 50, 600, 500);
  private static final double WIDTH = 60;
  private static final double HEIGHT = 14;
  private static final double GAP = 2;

  @Property(tries = 1000)
  void labelsOfAFewPointsAwayFromTheBorderAllFindAPlace(@ForAll("few") List<Disc> points) {
    assertThat(place(points)).allMatch(Optional::isPresent);
  }

  @Property(tries = 200)
  void noLabelTouchesAnother(@ForAll("many") List<Disc> points) {
    List<Place> places = placed(points);
    for (int i = 0; i < places.size(); i++) {
      for (int k = 0; k < i; k++) {
        assertThat(places.get(i).box().intersects(places.get(k).box())).isFalse();
      }
    }
  }

  @Property(tries = 200)
  void noLabelCoversAPointOrLeavesTheArea(@ForAll("many") List<Disc> points) {
    for (Place place : placed(points)) {
      assertThat(AREA.contains(place.box())).isTrue();
      for (Disc point : points) {
        Line2D across =
            new Line2D.Double(
                point.x() - point.radius() * 0.7,
                point.y() - point.radius() * 0.7,
                point.x() + point.radius() * 0.7,
                point.y() + point.radius() * 0.7);
        assertThat(place.box().contains(point.x(), point.y())).isFalse();
        assertThat(place.box().intersectsLine(across)).isFalse();
      }
    }
  }

  @Property(tries = 200)
  void noLeaderLineCrossesALabelOrAnotherLeaderLine(@ForAll("many") List<Disc> points) {
    List<Place> places = placed(points);
    for (int i = 0; i < places.size(); i++) {
      for (int k = 0; k < places.size(); k++) {
        Optional<Line2D> leader = places.get(i).leader();
        if (i != k && leader.isPresent()) {
          assertThat(places.get(k).box().intersectsLine(leader.get())).isFalse();
          assertThat(places.get(k).leader().filter(leader.get()::intersectsLine)).isEmpty();
        }
      }
    }
  }

  @Property(tries = 200)
  void aLeaderLineJoinsItsPointAndItsLabel(@ForAll("many") List<Disc> points) {
    List<Optional<Place>> places = place(points);
    for (int i = 0; i < points.size(); i++) {
      Disc point = points.get(i);
      places
          .get(i)
          .ifPresent(
              place ->
                  place
                      .leader()
                      .ifPresent(
                          leader -> {
                            double start = leader.getP1().distance(point.x(), point.y());
                            assertThat(start).isCloseTo(point.radius(), within(1e-6));
                            assertThat(distance(place.box(), leader)).isLessThan(1e-6);
                          }));
    }
  }

  @Test
  void aLabelStandsBesideItsOnlyPoint() {
    Disc point = new Disc(300, 300, 10);
    Place place = place(List.of(point)).get(0).orElseThrow();
    assertThat(place.leader()).isEmpty();
    assertThat(place.box().getMinX()).isEqualTo(312);
    assertThat(place.box().getCenterY()).isEqualTo(300);
  }

  @Test
  void aLabelLargerThanTheAreaIsLeftOut() {
    Disc point = new Disc(300, 300, 10);
    LabelPlacement placement = new LabelPlacement(AREA, List.of(point), List.of(), GAP);
    assertThat(placement.place(List.of(new Label(point, 700, HEIGHT))).get(0)).isEmpty();
  }

  @Test
  void aLabelKeepsOffALineWhereItCan() {
    Disc point = new Disc(300, 300, 10);
    Line2D line = new Line2D.Double(300, 300, 700, 300);
    LabelPlacement placement = new LabelPlacement(AREA, List.of(point), List.of(line), GAP);
    Place place = placement.place(List.of(new Label(point, WIDTH, HEIGHT))).get(0).orElseThrow();
    assertThat(line.intersects(place.box())).isFalse();
  }

  @Provide
  Arbitrary<List<Disc>> few() {
    return discs(80).list().ofMaxSize(9);
  }

  @Provide
  Arbitrary<List<Disc>> many() {
    return discs(10).list().ofMaxSize(40);
  }

  private static Arbitrary<Disc> discs(int margin) {
    return Combinators.combine(
            Arbitraries.integers().between(100 + margin, 700 - margin),
            Arbitraries.integers().between(50 + margin, 550 - margin),
            Arbitraries.integers().between(2, 20))
        .as((x, y, radius) -> new Disc(x, y, radius));
  }

  private static List<Optional<Place>> place(List<Disc> points) {
    return new LabelPlacement(AREA, points, List.of(), GAP)
        .place(points.stream().map(point -> new Label(point, WIDTH, HEIGHT)).toList());
  }

  private static List<Place> placed(List<Disc> points) {
    return place(points).stream().flatMap(Optional::stream).toList();
  }

  private static double distance(Rectangle2D box, Line2D leader) {
    double dx =
        Math.max(0, Math.max(box.getMinX() - leader.getX2(), leader.getX2() - box.getMaxX()));
    double dy =
        Math.max(0, Math.max(box.getMinY() - leader.getY2(), leader.getY2() - box.getMaxY()));
    return Math.hypot(dx, dy);
  }
}
