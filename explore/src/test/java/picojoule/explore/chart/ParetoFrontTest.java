package picojoule.explore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picojoule.explore.chart.ParetoFront.Objectives;

class ParetoFrontTest {

  @Property
  void equalsComparingEveryPairInThreeObjectives(@ForAll("points") List<Objectives> points) {
    assertThat(ParetoFront.of(points)).isEqualTo(everyPair(points));
  }

  @Property
  void equalsComparingEveryPairInTwoObjectives(@ForAll("points") List<Objectives> points) {
    List<Objectives> two =
        points.stream().map(point -> Objectives.of(point.first(), point.second())).toList();
    assertThat(ParetoFront.of(two)).isEqualTo(everyPair(two));
  }

  @Test
  void equalPointsDoNotBeatEachOther() {
    Objectives point = new Objectives(1, 2, 3);
    assertThat(ParetoFront.of(List.of(point, point))).containsExactly(true, true);
  }

  @Test
  void aPointAsGoodInTwoObjectivesAndWorseInTheThirdIsBeaten() {
    assertThat(ParetoFront.of(List.of(new Objectives(1, 1, 2), new Objectives(1, 1, 1))))
        .containsExactly(false, true);
  }

  /** Few distinct values, so that ties and equal points are common. */
  @Provide
  Arbitrary<List<Objectives>> points() {
    Arbitrary<Double> cost = Arbitraries.integers().between(0, 12).map(i -> i * 0.5);
    return Combinators.combine(cost, cost, cost).as(Objectives::new).list().ofMaxSize(60);
  }

  private static boolean[] everyPair(List<Objectives> points) {
    boolean[] optimal = new boolean[points.size()];
    for (int i = 0; i < optimal.length; i++) {
      Objectives point = points.get(i);
      optimal[i] = points.stream().noneMatch(other -> beats(other, point));
    }
    return optimal;
  }

  private static boolean beats(Objectives one, Objectives other) {
    return one.first() <= other.first()
        && one.second() <= other.second()
        && one.third() <= other.third()
        && !one.equals(other);
  }
}
