package picojoule.memory.dram.controller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;

/** The golden data under {@code src/test/resources/dram}, and the devices that they are about. */
final class GoldenRuns {

  private static final long FEMTOSECONDS_PER_PICOSECOND = 1000;

  private GoldenRuns() {}

  private static Section section(String device, String mapping) {
    Path file =
        Path.of(
            System.getProperty("picojoule.root"), "configs/memory/ramulator-2.1", device + ".yaml");
    return ConfigFile.with(ConfigFile.read(file), List.of("mapping=" + mapping));
  }

  /** A shipped device. */
  static DramSpec device(String name, String mapping) {
    return DramSpec.read(section(name, mapping));
  }

  /** The profile that is to do what the peer does. */
  static ControllerPolicy policy(String device) {
    Section section = section(device, "m1");
    return ControllerPolicy.read(section.section("controller"), DramSpec.read(section));
  }

  static int tickPicoseconds(DramSpec spec) {
    return Math.toIntExact(spec.clockPeriodFemtoseconds() / FEMTOSECONDS_PER_PICOSECOND);
  }

  /** A trace, made for the organisation of a device. */
  static GoldenTrace trace(GoldenTrace.Kind kind, DramSpec spec) {
    int burstBytes = spec.organisation().burstBytes();
    return new GoldenTrace(
        kind,
        burstBytes,
        spec.organisation().burstsPerRow() * burstBytes,
        spec.organisation().banksPerChannel(),
        tickPicoseconds(spec));
  }

  /** How the golden data name the traces of a device. */
  static String traceSet(DramSpec spec) {
    int burstBytes = spec.organisation().burstBytes();
    return "g%d_r%d_b%d"
        .formatted(
            burstBytes,
            spec.organisation().burstsPerRow() * burstBytes,
            spec.organisation().banksPerChannel());
  }

  /** The lines of a file, unpacked where its name ends in {@code .gz}. */
  static List<String> lines(String name) {
    try (InputStream file = GoldenRuns.class.getResourceAsStream("/dram/" + name);
        InputStream unpacked = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The rows of a table whose first line names its columns. */
  static List<Map<String, String>> table(String name) {
    List<String> lines = lines(name);
    String[] header = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              String[] cells = line.split(",", -1);
              Map<String, String> row = new HashMap<>();
              for (int i = 0; i < header.length; i++) {
                row.put(header[i], cells[i]);
              }
              return row;
            })
        .toList();
  }
}
