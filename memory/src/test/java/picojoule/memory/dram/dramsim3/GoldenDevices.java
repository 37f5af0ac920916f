package picojoule.memory.dram.dramsim3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

/** The devices that DRAMsim3 was measured on. */
final class GoldenDevices {

  private GoldenDevices() {}

  /** DDR4 with the timings of another simulator, for a comparison of policies alone. */
  private static final List<String> ALIGNED =
      List.of("clock=0.625 ns", "timing.tRTRS=2", "timing.tRFC=576");

  static Dramsim3Spec device(String name, String mapping) {
    boolean aligned = name.equals("DDR4_ALIGN");
    List<String> settings = new ArrayList<>(aligned ? ALIGNED : List.of());
    settings.add("mapping=" + mapping);
    return with(aligned ? "DDR4_3200" : name, settings);
  }

  static Dramsim3Spec with(String name, List<String> settings) {
    Section section =
        ConfigFile.read(
            Path.of(
                System.getProperty("picojoule.root"), "configs/memory/dramsim3/" + name + ".yaml"));
    Section changed = ConfigFile.with(section, settings);
    Dramsim3Spec spec = Dramsim3Spec.read(changed);
    changed.rejectUnknownKeys();
    return spec;
  }

  static GoldenTraces traces(Dramsim3Spec spec) {
    int burstBytes = spec.organisation().burstBytes();
    return new GoldenTraces(
        burstBytes,
        spec.organisation().burstsPerRow() * burstBytes,
        spec.organisation().banksPerPseudoChannel(),
        spec.clockPeriodFemtoseconds());
  }
}
