package picojoule.explore.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picojoule.accelerator.ConfigFolder;
import picojoule.accelerator.Machine;
import picojoule.accelerator.MachineFile;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.RunReport;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.ResolvedConfig;
import picojoule.config.Section;
import picojoule.explore.report.FileDigest;
import picojoule.explore.report.RunInput;
import picojoule.isa.Program;
import picojoule.workload.compiler.Compiler;
import picojoule.workload.importer.ModelFormat;
import picojoule.workload.model.Block;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.Recipe;

/**
 * One machine, one model, one recipe, one phase: what a run is a pure function of.
 *
 * @param machine file
 * @param settings of machine and recipe
 * @param model file or folder
 * @param recipe file
 * @param phase of inference
 */
public record DesignPoint(Path machine, Settings settings, Path model, Path recipe, Phase phase) {

  /** Reads the machine. */
  public MachineSpec machineSpec(ConfigFolder configs) {
    return MachineFile.read(machine, settings.machine(), configs);
  }

  /** Reads model and recipe and compiles them for the machine. */
  public Program compile(MachineSpec spec) {
    DecoderModel decoder = ModelFormat.read(model);
    Recipe quantization = Recipe.read(recipe, settings.recipe());
    int accumulatorBits = spec.array().accumulatorBits();
    int wanted = quantization.all().partialSums().bits();
    if (wanted != accumulatorBits) {
      throw new BadInputException(
          recipe + ": partial-sums.format",
          "has "
              + wanted
              + " bits, the accumulators of "
              + spec.name()
              + " have "
              + accumulatorBits
              + " (array.accumulator-bits)");
    }
    OperatorGraph graph = DecoderGraph.of(decoder, quantization, phase);
    requireProducts(graph, spec);
    return Compiler.compile(graph, spec.target());
  }

  /** The machine's PEs must multiply each pair of formats, or the recipe is for another machine. */
  private void requireProducts(OperatorGraph graph, MachineSpec spec) {
    for (Block block : graph.blocks()) {
      for (Operator operator : block.operators()) {
        if (operator.kind().isGemm()) {
          try {
            spec.array().element().timing(operator.activations(), operator.weights());
          } catch (IllegalArgumentException e) {
            throw new BadInputException(
                "%s: %s on %s".formatted(recipe, operator.name(block.first()), spec.name()),
                e.getMessage());
          }
        }
      }
    }
  }

  /** What a record of a run says of the point, its machine apart. */
  public RunInput input() {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("model", ModelFormat.read(model).name());
    names.put("recipe", ConfigFolder.nameOf(recipe));
    names.putAll(phaseNames(phase));
    Path description = Files.isDirectory(model) ? model.resolve("config.json") : model;
    Section quantization = ConfigFile.with(ConfigFile.read(recipe), settings.recipe());
    return new RunInput(
        names, FileDigest.of(description), Optional.of(ResolvedConfig.of(recipe, quantization)));
  }

  /** The columns that a phase is told by. */
  static Map<String, Object> phaseNames(Phase phase) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("phase", phase.kind().name().toLowerCase(Locale.ROOT));
    names.put("batch", phase.batch());
    names.put("tokens", phase.tokens());
    names.put("context", phase.context());
    return names;
  }

  /** The whole way: read, compile, run. */
  public RunReport run(ConfigFolder configs) {
    MachineSpec spec = machineSpec(configs);
    return new Machine(spec).run(compile(spec));
  }
}
