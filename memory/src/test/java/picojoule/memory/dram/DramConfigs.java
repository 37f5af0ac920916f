package picojoule.memory.dram;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.controller.DramDevice;

/** DRAMs for tests. */
public final class DramConfigs {

  /** No rule drawn here is longer, but for tRFC. */
  private static final int LONGEST_OTHER_LATENCY = 80;

  private DramConfigs() {}

  /** The shipped HBM2 stack. */
  public static Section hbm2() {
    return ConfigFile.read(
        Path.of(System.getProperty("picojoule.root"), "configs/memory/hbm2-2000.yaml"));
  }

  /** The HBM2 config with some lines changed. */
  static DramSpec hbm2With(String... settings) {
    return DramSpec.read(ConfigFile.with(hbm2(), List.of(settings)));
  }

  /** Another organisation, other timings, another mapping and another controller. */
  public static DramDevice random(Section base, Random random) {
    int writeQueue = 1 + random.nextInt(random.nextBoolean() ? 4 : 32);
    int high = 1 + random.nextInt(writeQueue);
    int readLatency = 2 + random.nextInt(20);
    int activate = 1 + random.nextInt(3);
    int refreshCycles = 10 + random.nextInt(200);
    int channelBits = random.nextInt(4);
    int pseudoBits = random.nextInt(3);
    int groupBits = random.nextInt(3);
    int bankBits = random.nextInt(3);
    int rowBits = 1 + random.nextInt(4);
    int columnBits = 2 + random.nextInt(5);
    String yaml =
        """
        organisation: {channels: %d, pseudo-channels: %d, bank-groups: %d, banks: %d, rows: %d, columns: %d}
        mapping: %s
        timing: {CL: %d, CWL: %d, tRCDRD: %d, tRCDWR: %d, tRP: %d, tRAS: %d, tRC: %d, tCCDS: %d, tCCDL: %d,
          tRRDS: %d, tRRDL: %d, tFAW: %d, tWR: %d, tWTRS: %d, tWTRL: %d, tRTP: %d, tRTR: %d, tRFC: %d,
          tRFCpb: %d, tRREFD: 20, tREFI: %d, tACT: %d}
        controller: {read-queue: %d, write-queue: %d, write-high-watermark: %d, write-low-watermark: %d,
          row-hit-cap: %d, request-latency: %d ps, response-latency: %d ps}
        """
            .formatted(
                1 << channelBits,
                1 << pseudoBits,
                1 << groupBits,
                1 << bankBits,
                1 << rowBits,
                1 << columnBits,
                mapping(random, columnBits - 2),
                readLatency,
                random.nextInt(readLatency),
                random.nextInt(20),
                random.nextInt(20),
                activate + random.nextInt(20),
                random.nextInt(50),
                random.nextInt(70),
                2 + random.nextInt(2),
                2 + random.nextInt(5),
                random.nextInt(6),
                random.nextInt(8),
                random.nextInt(40),
                random.nextInt(20),
                random.nextInt(10),
                random.nextInt(12),
                random.nextInt(10),
                random.nextInt(4),
                refreshCycles,
                refreshCycles,
                refreshInterval(refreshCycles, random.nextInt(1500)),
                activate,
                1 + random.nextInt(random.nextBoolean() ? 4 : 32),
                writeQueue,
                high,
                random.nextInt(high),
                1 + random.nextInt(8),
                1000 + random.nextInt(60_000),
                random.nextInt(60_000));
    return DramDevice.read(
        ConfigFile.over(ConfigFile.read("random", new StringReader(yaml)), base));
  }

  /** An organisation in which streams find long runs, with short queues. */
  public static DramDevice streaming(Section base, Random random) {
    int activate = 1 + random.nextInt(2);
    int refreshCycles = 10 + random.nextInt(60);
    String yaml =
        """
        organisation: {channels: %d, pseudo-channels: %d, bank-groups: %d, banks: 2, rows: 16, columns: %d}
        mapping: row bank column channel pseudo-channel bank-group
        timing: {CL: %d, CWL: 5, tCCDS: %d, tCCDL: %d, tRTP: %d, tWR: %d, tRFC: %d, tRFCpb: %d, tREFI: %d, tACT: %d}
        controller: {read-queue: %d, write-queue: %d, write-high-watermark: 2, write-low-watermark: 1,
          request-latency: %d ns}
        """
            .formatted(
                1 << random.nextInt(4),
                1 << random.nextInt(2),
                1 << random.nextInt(3),
                64 << random.nextInt(3),
                5 + random.nextInt(10),
                1 + random.nextInt(5),
                1 + random.nextInt(7),
                random.nextInt(12),
                random.nextInt(20),
                refreshCycles,
                refreshCycles,
                refreshInterval(refreshCycles, random.nextInt(1000)),
                activate,
                1 + random.nextInt(12),
                2 + random.nextInt(8),
                1 + random.nextInt(40));
    return DramDevice.read(
        ConfigFile.over(ConfigFile.read("random", new StringReader(yaml)), base));
  }

  /** A tREFI that leaves time for work beside tRFC and whatever else is drawn here. */
  private static int refreshInterval(int refreshCycles, int more) {
    return 4 * Math.max(refreshCycles, LONGEST_OTHER_LATENCY) + more;
  }

  private static String mapping(Random random, int columnBits) {
    if (random.nextInt(3) == 0) {
      return "row bank column channel pseudo-channel bank-group";
    }
    List<String> fields =
        new ArrayList<>(List.of("row", "bank", "bank-group", "pseudo-channel", "channel"));
    if (columnBits > 1 && random.nextBoolean()) {
      fields.add("column:1");
    }
    fields.add("column");
    Collections.shuffle(fields, random);
    return String.join(" ", fields);
  }
}
