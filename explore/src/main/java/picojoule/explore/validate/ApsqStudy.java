package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picojoule.config.Section;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.PartialSumStore;

/**
 * APSQ: what share of the energy partial sums have in weight- and input-stationary arrays, and what
 * storing them in eight bits saves, from our own counts and prices.
 */
final class ApsqStudy implements Study {

  private static final int WIDEST = 64;
  private static final String NOTE =
      "our counts and prices; the publication's equations and sizes are not public";

  private final ReferenceFigures figures;
  private final Section file;
  private final PartialSumEnergy energy;

  /**
   * A model on a dataflow.
   *
   * @param share of partial sums without APSQ, in percent
   * @param saving of the energy with APSQ in groups of one tile, in percent
   */
  private record Saving(Dataflow dataflow, double share, double saving) {}

  ApsqStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.APSQ, files.configs());
    file = files.description(ValidatedSystem.APSQ);
    energy = PartialSumEnergy.read(file, files.configs());
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    List<Saving> savings = new ArrayList<>();
    Map<String, List<PartialSumEnergy.Layer>> models = new LinkedHashMap<>();
    for (Section section : file.sections("layers")) {
      models
          .computeIfAbsent(section.text("model"), name -> new ArrayList<>())
          .add(PartialSumEnergy.Layer.read(section));
    }
    int wide = file.integer("accumulator-bits", 1, WIDEST);
    int narrow = file.integer("quantized-bits", 1, WIDEST);
    List<Integer> groups = file.texts("groups").stream().map(text -> group(file, text)).toList();
    file.rejectUnknownKeys();
    for (Dataflow dataflow : List.of(Dataflow.INPUT_STATIONARY, Dataflow.WEIGHT_STATIONARY)) {
      String flow = dataflow == Dataflow.INPUT_STATIONARY ? "is" : "ws";
      models.forEach(
          (model, layers) -> {
            PartialSumEnergy.Parts base = energy.of(dataflow, layers, wide, 1);
            double share = 100 * base.partialSums() / base.total();
            String name = flow + " " + model;
            rows.add(figures.row(name, "psum_share", "%", share, NOTE));
            rows.add(
                figures.row(
                    name, "psum_spilled_share", "%", 100 * base.spilledShare(), "moves to DRAM"));
            for (int group : groups) {
              double saving =
                  100 * (1 - energy.of(dataflow, layers, narrow, group).total() / base.total());
              rows.add(figures.row(name, "saving_group_" + group, "%", saving, NOTE));
              if (group == 1) {
                savings.add(new Saving(dataflow, share, saving));
              }
            }
          });
    }
    addRanges(rows, savings);
    return rows;
  }

  private void addRanges(List<ValidationRow> rows, List<Saving> savings) {
    rows.add(range("all", "greatest_psum_share", savings, Saving::share, true));
    rows.add(range("all", "least_saving", savings, Saving::saving, false));
    rows.add(range("all", "greatest_saving", savings, Saving::saving, true));
    List<Saving> inputs =
        savings.stream().filter(s -> s.dataflow() == Dataflow.INPUT_STATIONARY).toList();
    List<Saving> weights =
        savings.stream().filter(s -> s.dataflow() == Dataflow.WEIGHT_STATIONARY).toList();
    rows.add(range("is", "least_saving", inputs, Saving::saving, false));
    rows.add(range("is", "greatest_saving", inputs, Saving::saving, true));
    rows.add(range("ws", "greatest_saving", weights, Saving::saving, true));
  }

  private ValidationRow range(
      String name,
      String metric,
      List<Saving> of,
      ToDoubleFunction<Saving> figure,
      boolean greatest) {
    double ours =
        (greatest ? of.stream().mapToDouble(figure).max() : of.stream().mapToDouble(figure).min())
            .orElse(Double.NaN);
    return figures.row(name, metric, "%", ours, "over the models listed; " + NOTE);
  }

  private static int group(Section section, String text) {
    if (!text.matches("[1-" + PartialSumStore.MAX_GROUP + "]")) {
      throw section.bad(
          "groups", "'" + text + "' is no group; give 1 to " + PartialSumStore.MAX_GROUP);
    }
    return Integer.parseInt(text);
  }
}
