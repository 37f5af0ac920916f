package picojoule.explore.sweep;

import java.nio.file.Path;
import java.util.List;
import picojoule.accelerator.ConfigFolder;
import picojoule.accelerator.Machine;
import picojoule.accelerator.MachineFile;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.RunReport;
import picojoule.config.BadInputException;
import picojoule.isa.Program;
import picojoule.workload.compiler.Compiler;
import picojoule.workload.importer.ModelFormat;
import picojoule.workload.model.DecoderGraph;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Phase;
import picojoule.workload.quantization.Recipe;

/**
 * One machine, one model, one recipe, one phase: what a run is a pure function of.
 *
 * @param machine file
 * @param settings of the machine, {@code key=value}
 * @param model file or folder
 * @param recipe file
 * @param phase of inference
 */
public record DesignPoint(
    Path machine, List<String> settings, Path model, Path recipe, Phase phase) {

  public DesignPoint {
    settings = List.copyOf(settings);
  }

  /** Reads the machine. */
  public MachineSpec machineSpec(ConfigFolder configs) {
    return MachineFile.read(machine, settings, configs);
  }

  /** Reads model and recipe and compiles them for the machine. */
  public Program compile(MachineSpec spec) {
    DecoderModel decoder = ModelFormat.read(model);
    Recipe quantization = Recipe.read(recipe, List.of());
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
    return Compiler.compile(DecoderGraph.of(decoder, quantization, phase), spec.target());
  }

  /** The whole way: read, compile, run. */
  public RunReport run(ConfigFolder configs) {
    MachineSpec spec = machineSpec(configs);
    return new Machine(spec).run(compile(spec));
  }
}
