package picojoule.explore.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import picojoule.memory.kv.KvReport;
import picojoule.memory.kv.study.PagedStudy;

/** Runs a placement study once more for what its pictures show, and draws them. */
public final class PlacementPictures {

  private static final List<String> ENDINGS = List.of(".png", ".svg");

  /** Eighths of the study's HBM capacity. */
  private static final int[] EIGHTHS = {1, 2, 4, 6, 8, 10, 12, 16, 20};

  private final PagedStudy study;
  private final String policy;
  private final Set<PlacementChart> charts;
  private final LongFunction<KvReport> atCapacity;

  /**
   * Pictures of a study.
   *
   * @param policy that the picture of places shows
   * @param atCapacity runs the study with so many bytes of HBM for the cache
   */
  public PlacementPictures(
      PagedStudy study,
      String policy,
      Set<PlacementChart> charts,
      LongFunction<KvReport> atCapacity) {
    this.study = study;
    this.policy = policy;
    this.charts = Set.copyOf(charts);
    this.atCapacity = atCapacity;
  }

  /** The names of the files of some charts. */
  public static List<String> files(Set<PlacementChart> charts) {
    List<String> files = new ArrayList<>();
    for (PlacementChart chart : charts) {
      ENDINGS.forEach(ending -> files.add(chart + ending));
    }
    return files;
  }

  /**
   * Draws each chart as PNG and as SVG.
   *
   * @throws picojoule.config.BadInputException where they cannot be written
   */
  public void write(Path folder) {
    for (PlacementChart chart : charts) {
      Consumer<Page> drawing =
          switch (chart) {
            case CAPACITY -> capacity();
            case PLACES -> places();
          };
      for (String ending : ENDINGS) {
        Charts.write(folder.resolve(chart + ending), Charts.WIDTH, Charts.HEIGHT, drawing);
      }
    }
  }

  private Consumer<Page> capacity() {
    List<CapacityChart.Point> points = new ArrayList<>();
    for (int eighths : EIGHTHS) {
      long bytes = Math.max(study.leastHbmCapacity(), study.hbmCapacity() / 8 * eighths);
      points.add(new CapacityChart.Point(bytes, atCapacity.apply(bytes)));
    }
    return page -> new CapacityChart(page, points).draw();
  }

  private Consumer<Page> places() {
    PlaceHistory history = new PlaceHistory(study.steps(), study.mostPages());
    study.watch(policy, history);
    return page -> new PlacesChart(page, policy, history).draw();
  }
}
