package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** BitMoD and its baselines: cycles and speedups, as the authors run them and honestly. */
final class BitModStudy implements Study {

  private static final int GROUP = 128;
  private static final String CYCLE = "cycle";
  private static final String RATIO = "x";
  private static final String HONEST =
      "real attention and cache formats, groups scaled, array filled and drained, sustained DRAM";

  private final ReferenceFigures figures;
  private final BitModFile file;
  private final BitModCycles cycles;
  private final double sustainedShare;

  private final Map<String, Long> published = new HashMap<>();
  private final Map<String, Long> honest = new HashMap<>();

  BitModStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.BITMOD, files.configs());
    file = BitModFile.read(files);
    sustainedShare = SustainedBandwidth.share(file.honestDevice(), file.honestStream());
    cycles = new BitModCycles(file, sustainedShare, GROUP);
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    for (BitModFile.Phase phase : file.phases()) {
      for (BitModFile.Model model : file.models()) {
        for (BitModAccelerator accelerator : file.accelerators()) {
          addCycles(rows, phase, model, accelerator);
        }
      }
    }
    rows.add(
        figures.row(
            "honest memory",
            "sustained_share",
            "fraction",
            sustainedShare,
            "of the peak, a stream of reads on our controller: " + file.honestDevice().standard()));
    for (BitModFile.Phase phase : file.phases()) {
      for (Speedup speedup : file.speedups()) {
        addSpeedups(rows, phase, speedup);
      }
    }
    return rows;
  }

  private void addCycles(
      List<ValidationRow> rows,
      BitModFile.Phase phase,
      BitModFile.Model model,
      BitModAccelerator accelerator) {
    String name = key(phase.name(), accelerator.name(), model);
    long stated = cycles.asPublished(accelerator, model, phase);
    long real = cycles.honest(accelerator, model, phase);
    published.put(name, stated);
    honest.put(name, real);
    rows.add(figures.count(name, "cycles", CYCLE, stated, "as published"));
    rows.add(figures.count(name, "honest_cycles", CYCLE, real, HONEST));
  }

  private void addSpeedups(List<ValidationRow> rows, BitModFile.Phase phase, Speedup speedup) {
    String name = phase.name() + " " + speedup.text();
    String of = phase.prompt().isPresent() ? "prompt and " + phase.repetitions() + " tokens" : "";
    List<Double> stated = ratios(published, phase, speedup);
    List<Double> real = ratios(honest, phase, speedup);
    rows.add(figures.row(name, "mean_speedup", RATIO, Speedup.arithmeticMean(stated), of));
    rows.add(
        figures.row(
            name,
            "geometric_mean_speedup",
            RATIO,
            Speedup.geometricMean(stated),
            "as published; " + of));
    rows.add(
        figures.row(
            name, "honest_mean_speedup", RATIO, Speedup.arithmeticMean(real), HONEST + "; " + of));
    rows.add(
        figures.row(
            name,
            "honest_geometric_mean_speedup",
            RATIO,
            Speedup.geometricMean(real),
            HONEST + "; " + of));
  }

  private List<Double> ratios(Map<String, Long> of, BitModFile.Phase phase, Speedup speedup) {
    ToDoubleFunction<BitModFile.Model> ratio =
        model ->
            total(of, phase, speedup.slower(), model) / total(of, phase, speedup.faster(), model);
    return file.models().stream().mapToDouble(ratio).boxed().toList();
  }

  /** A phase with what comes before it, as often as the published bar has it. */
  private static double total(
      Map<String, Long> of, BitModFile.Phase phase, String accelerator, BitModFile.Model model) {
    double own = (double) of.get(key(phase.name(), accelerator, model)) * phase.repetitions();
    Optional<String> prompt = phase.prompt();
    return own + (prompt.isPresent() ? of.get(key(prompt.get(), accelerator, model)) : 0);
  }

  private static String key(String phase, String accelerator, BitModFile.Model model) {
    return phase + " " + accelerator + " " + model.shape().name();
  }
}
