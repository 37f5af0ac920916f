package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/** MixPE and its baselines: cycles as the authors' simulator counts them, and honestly. */
final class MixPeStudy implements Study {

  private static final String CYCLE = "cycle";
  private static final String AS_PUBLISHED =
      "as published: 4x4 bits stand for W4A8, 8x8 for W4A16; no attention; dequantization as GEMMs";
  private static final String ROUNDED =
      "differs by the rounding of the published two decimals; " + AS_PUBLISHED;
  private static final String HONEST =
      "operands as wide as they are, true feed-forward part, attention and LM head, no GEMM for"
          + " dequantization";

  private final ReferenceFigures figures;
  private final MixPeFile file;
  private final MixPeLayers layers;
  private final Map<String, TileSearch> searches = new HashMap<>();
  private final Map<String, TileSearch.Result> results = new HashMap<>();

  MixPeStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.MIXPE, files.configs());
    file = MixPeFile.read(files);
    layers = new MixPeLayers(file);
    for (MixPeAccelerator accelerator : file.accelerators()) {
      searches.put(accelerator.name(), new TileSearch(accelerator.array(), file.memory()));
    }
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    for (MixPeFile.Model model : file.models()) {
      double base = cycles(file.baseline(), layers.asPublished(file.baseline(), model));
      double honestBase = cycles(file.baseline(), layers.honest(file.baseline(), model));
      for (MixPeAccelerator accelerator : file.accelerators()) {
        List<MixPeLayers.Layer> published = layers.asPublished(accelerator, model);
        String name = accelerator.name() + " " + model.shape().name();
        long cycles = cycles(accelerator, published);
        long stalls = sum(accelerator, published, TileSearch.Result::stallCycles);
        long honest = cycles(accelerator, layers.honest(accelerator, model));
        rows.add(figures.count(name, "cycles", CYCLE, cycles, AS_PUBLISHED));
        rows.add(figures.count(name, "stall_cycles", CYCLE, stalls, AS_PUBLISHED));
        rows.add(figures.row(name, "time_over_fp16", "x", cycles / base, ROUNDED));
        rows.add(figures.count(name, "honest_cycles", CYCLE, honest, HONEST));
        rows.add(figures.row(name, "honest_time_over_fp16", "x", honest / honestBase, HONEST));
        addLayers(rows, accelerator, name, published);
      }
    }
    for (Speedup speedup : file.speedups()) {
      addSpeedup(rows, speedup, layers::asPublished, "", AS_PUBLISHED);
      addSpeedup(rows, speedup, layers::honest, "honest_", HONEST);
    }
    return rows;
  }

  private void addSpeedup(
      List<ValidationRow> rows,
      Speedup speedup,
      BiFunction<MixPeAccelerator, MixPeFile.Model, List<MixPeLayers.Layer>> work,
      String prefix,
      String note) {
    MixPeAccelerator faster = file.accelerator(speedup.faster());
    MixPeAccelerator slower = file.accelerator(speedup.slower());
    List<Double> ratios = new ArrayList<>();
    for (MixPeFile.Model model : file.models()) {
      ratios.add(
          (double) cycles(slower, work.apply(slower, model))
              / cycles(faster, work.apply(faster, model)));
    }
    String name = speedup.text();
    rows.add(figures.row(name, prefix + "mean_speedup", "x", Speedup.arithmeticMean(ratios), note));
    rows.add(
        figures.row(
            name, prefix + "geometric_mean_speedup", "x", Speedup.geometricMean(ratios), note));
  }

  private void addLayers(
      List<ValidationRow> rows,
      MixPeAccelerator accelerator,
      String name,
      List<MixPeLayers.Layer> published) {
    Set<String> named = new LinkedHashSet<>();
    for (MixPeLayers.Layer layer : published) {
      if (named.add(layer.name())) {
        TileSearch.Result result = result(accelerator, layer);
        String of = name + " " + layer.name();
        rows.add(figures.count(of, "cycles", CYCLE, result.cycles(), ValidationRow.ONE_LAYER));
        rows.add(
            figures.count(
                of, "stall_cycles", CYCLE, result.stallCycles(), ValidationRow.ONE_LAYER));
      }
    }
  }

  private long cycles(MixPeAccelerator accelerator, List<MixPeLayers.Layer> of) {
    return sum(accelerator, of, TileSearch.Result::cycles);
  }

  private long sum(
      MixPeAccelerator accelerator,
      List<MixPeLayers.Layer> of,
      ToLongFunction<TileSearch.Result> figure) {
    return of.stream()
        .mapToLong(layer -> layer.times() * figure.applyAsLong(result(accelerator, layer)))
        .sum();
  }

  private TileSearch.Result result(MixPeAccelerator accelerator, MixPeLayers.Layer layer) {
    return results.computeIfAbsent(
        accelerator.name() + " " + layer.name(),
        name ->
            searches
                .get(accelerator.name())
                .best(layer.shape(), layer.activationBits(), layer.weightBits()));
  }
}
