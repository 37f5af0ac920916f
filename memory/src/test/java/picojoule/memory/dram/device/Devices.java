package picojoule.memory.dram.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.controller.ControllerPolicy;
import picojoule.memory.dram.controller.Replay;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/** The devices of {@code configs/memory}, for tests. */
public final class Devices {

  private static final Path FOLDER =
      Path.of(System.getProperty("picojoule.root"), "configs/memory");

  private Devices() {}

  /** The files of a folder below {@code configs/memory}, as paths without their ending. */
  public static List<String> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(file -> FOLDER.relativize(file).toString().replace(".yaml", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a device stands. */
  public static Path file(String name) {
    return FOLDER.resolve(name + ".yaml");
  }

  /** A device with settings of the form {@code key=value}. */
  public static Section section(String name, String... settings) {
    return ConfigFile.with(ConfigFile.read(file(name)), List.of(settings));
  }

  /** One channel of a device under its policy. */
  public record Channel(DramSpec spec, ControllerPolicy policy) {

    /** The one channel of a device. */
    public static Channel of(Section section) {
      DramSpec spec = DramSpec.read(section);
      return new Channel(spec, ControllerPolicy.read(section.section("controller"), spec));
    }

    /** Replays requests, as many at once as are accepted. */
    public ReplayStatistics run(RequestSource source, ReplayListener listener) {
      return new Replay(spec, policy).run(source, true, listener);
    }

    /** Bursts in the time that a replay took, as a share of what the data buses carry. */
    public double share(ReplayStatistics statistics) {
      double bursts = statistics.reads() + statistics.writes();
      return bursts
          * spec.timing().burst()
          / ((double) statistics.ticks() * spec.organisation().pseudoChannels());
    }
  }

  /** A device with one channel only. */
  public static Channel oneChannel(String name, String... settings) {
    return Channel.of(ConfigFile.with(section(name, settings), List.of("organisation.channels=1")));
  }
}
