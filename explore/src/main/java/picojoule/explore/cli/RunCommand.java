package picojoule.explore.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.accelerator.Machine;
import picojoule.accelerator.MachineFile;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.RunReport;
import picojoule.config.BadInputException;
import picojoule.explore.report.FileDigest;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.RunFiles;
import picojoule.explore.report.RunInput;
import picojoule.explore.report.RunSummary;
import picojoule.explore.report.RunText;
import picojoule.explore.sweep.DesignPoint;
import picojoule.explore.sweep.Settings;
import picojoule.isa.Program;
import picojoule.isa.TraceBinary;
import picojoule.isa.TraceText;

/** Runs one program on one machine. */
@Command(
    name = "run",
    description = "Runs a model, or a compiled trace, on a machine: latency, energy, area.",
    footer = {
      "",
      "Examples:",
      "  picojoule run --machine mixpe-32x32 --model llama-2-7b --recipe w4a8 --phase decode --context 1024",
      "  picojoule run --machine mixpe-32x32 --trace decode.pjt --json",
      "  picojoule run --machine int8-mac-32x32 --set vector.lanes=128 --model llama-2-7b --recipe w8a8 --phase prefill"
    })
final class RunCommand extends Verb {

  @Option(
      names = "--machine",
      paramLabel = "FILE",
      description = "The machine: a YAML file, or the name of one in configs/machines.")
  String machine;

  @Option(
      names = "--trace",
      paramLabel = "TRACE",
      description = "A compiled program, instead of a model.")
  Path trace;

  @Mixin WorkloadOptions workload;

  @Override
  public Integer call() {
    Optional<OutputFolder> folder = outputFolder(RunFiles.NAMES);
    return trace == null ? runModel(folder) : runTrace(folder);
  }

  private int runModel(Optional<OutputFolder> folder) {
    DesignPoint point = workload.on(machine, common.settings, configs());
    workload.notes(point).forEach(this::note);
    MachineSpec spec = point.machineSpec(configs());
    return run(spec, point.compile(spec), point.input(), folder);
  }

  private int runTrace(Optional<OutputFolder> folder) {
    workload.refuseBesideTrace();
    Settings settings = Settings.ofRun(common.settings);
    if (!settings.recipe().isEmpty()) {
      throw new BadInputException(
          "--set recipe." + settings.recipe().get(0), "a trace is compiled, its formats are set");
    }
    Program program = readTrace();
    MachineSpec spec =
        MachineFile.read(
            configs().find("machines", WorkloadOptions.required("--machine", machine), "--machine"),
            settings.machine(),
            configs());
    RunInput input =
        new RunInput(Map.of("trace", trace.toString()), FileDigest.of(trace), Optional.empty());
    return run(spec, program, input, folder);
  }

  private int run(
      MachineSpec spec, Program program, RunInput input, Optional<OutputFolder> folder) {
    RunReport report = new Machine(spec).run(program);
    folder.ifPresent(to -> to.write(RunFiles.of(spec, input, report)));
    answer(RunSummary.of(input, report), RunText.of(input, report));
    return 0;
  }

  private Program readTrace() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(trace);
    } catch (IOException e) {
      throw new BadInputException(trace.toString(), "there is no such file that can be read");
    }
    try {
      return TraceBinary.matches(bytes)
          ? TraceBinary.read(bytes)
          : TraceText.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(trace.toString(), e.getMessage());
    }
  }
}
