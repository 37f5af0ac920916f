package picojoule.explore.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.accelerator.Machine;
import picojoule.accelerator.MachineFile;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.RunReport;
import picojoule.config.BadInputException;
import picojoule.explore.report.RunFiles;
import picojoule.explore.report.RunSummary;
import picojoule.explore.report.RunText;
import picojoule.explore.sweep.DesignPoint;
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
    MachineSpec machineSpec;
    Program program;
    if (trace != null) {
      if (workload.model != null) {
        throw new BadInputException(
            "--trace", "a trace is a compiled model; give no --model with it");
      }
      program = readTrace();
      machineSpec =
          MachineFile.read(
              configs()
                  .find("machines", WorkloadOptions.required("--machine", machine), "--machine"),
              common.settings,
              configs());
    } else {
      DesignPoint point = workload.on(machine, common.settings, configs());
      machineSpec = point.machineSpec(configs());
      program = point.compile(machineSpec);
    }
    RunReport report = new Machine(machineSpec).run(program);
    if (common.out != null) {
      RunFiles.write(common.out, machineSpec, report);
    }
    answer(RunSummary.of(report), RunText.of(report));
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
