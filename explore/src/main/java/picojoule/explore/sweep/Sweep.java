package picojoule.explore.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picojoule.accelerator.BrokenInvariantException;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;

/**
 * Runs the points of a sweep on several threads. A point shares nothing with another, and its row
 * is placed by its number, so the table does not depend on the threads.
 */
public final class Sweep {

  /** Is told of every point that is done, on the thread that ran it. */
  @FunctionalInterface
  public interface Progress {
    void done(SweepRow row);
  }

  private final SweepFile file;
  private final ConfigFolder configs;

  public Sweep(SweepFile file, ConfigFolder configs) {
    this.file = file;
    this.configs = configs;
  }

  /**
   * Runs all points.
   *
   * @param threads at least one
   * @return a row for every point, in their order; a point that failed has an error in its row
   */
  public List<SweepRow> run(int threads, Progress progress) {
    List<SweepPoint> points = file.points();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<SweepRow>> pending = new ArrayList<>();
      for (SweepPoint point : points) {
        pending.add(
            pool.submit(
                () -> {
                  SweepRow row = run(point);
                  progress.done(row);
                  return row;
                }));
      }
      SweepRow[] rows = new SweepRow[points.size()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = pending.get(i).get();
      }
      return Arrays.asList(rows);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the sweep was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a point ended without a row: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private SweepRow run(SweepPoint point) {
    try {
      return SweepRow.of(point, point.design().run(configs));
    } catch (BadInputException | BrokenInvariantException e) {
      return SweepRow.failed(point, e.getMessage());
    } catch (RuntimeException e) {
      // Our fault, but the other points shall not suffer for it.
      return SweepRow.failed(point, "internal error: " + e);
    }
  }
}
