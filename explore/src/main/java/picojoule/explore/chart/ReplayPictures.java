package picojoule.explore.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.device.TraceDevice;
import picojoule.memory.dram.replay.ReplayListener;

/** Gathers what pictures of a replay show while it runs, then draws them. */
public final class ReplayPictures implements ReplayListener {

  private static final List<String> ENDINGS = List.of(".png", ".svg");

  private final TraceDevice memory;
  private final Set<ReplayChart> charts;
  private final BandwidthHistory bandwidth;
  private final BankHistory banks;

  /**
   * Pictures of a replay that is still to run.
   *
   * @param charts which
   * @param bankTicks how many ticks the timeline of banks shows at most
   */
  public ReplayPictures(TraceDevice memory, Set<ReplayChart> charts, long bankTicks) {
    this.memory = memory;
    this.charts = Set.copyOf(charts);
    bandwidth = new BandwidthHistory(memory.organisation());
    banks = new BankHistory(bankTicks);
  }

  /** The names of the files of some charts. */
  public static List<String> files(Set<ReplayChart> charts) {
    List<String> files = new ArrayList<>();
    for (ReplayChart chart : charts) {
      ENDINGS.forEach(ending -> files.add(chart + ending));
    }
    return files;
  }

  @Override
  public void command(long tick, Command command, int bank, int row, int column) {
    bandwidth.command(tick, command, bank, row, column);
    banks.command(tick, command, bank, row, column);
  }

  /**
   * Draws each chart as PNG and as SVG.
   *
   * @param folder where
   * @param ticks of the whole replay
   * @throws picojoule.config.BadInputException where they cannot be written
   */
  public void write(Path folder, long ticks) {
    for (ReplayChart chart : charts) {
      for (String ending : ENDINGS) {
        Charts.write(
            folder.resolve(chart + ending),
            Charts.WIDTH,
            Charts.HEIGHT,
            page -> draw(chart, page, ticks));
      }
    }
  }

  private void draw(ReplayChart chart, Page page, long ticks) {
    switch (chart) {
      case BANDWIDTH -> new BandwidthChart(page, memory, bandwidth).draw();
      case BANKS -> new BankTimelineChart(page, memory, banks, ticks).draw();
    }
  }
}
