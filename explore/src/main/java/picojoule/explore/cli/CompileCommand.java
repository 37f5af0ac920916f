package picojoule.explore.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picojoule.explore.report.AtomicFile;
import picojoule.explore.sweep.DesignPoint;
import picojoule.isa.Operation;
import picojoule.isa.Program;
import picojoule.isa.TraceBinary;
import picojoule.isa.TraceText;

/** Compiles a model for a machine and saves the program. */
@Command(
    name = "compile",
    description = "Compiles a quantized model for a machine into a trace that 'run' takes.",
    footer = {
      "",
      "Examples:",
      "  picojoule compile --machine mixpe-32x32 --model llama-2-7b --recipe w4a8 --phase decode -o decode.pjt",
      "  picojoule compile --machine mixpe-32x32 --model llama-2-7b --recipe w4a8 --phase decode -o decode.txt"
    })
final class CompileCommand extends Verb {

  @Option(
      names = "--machine",
      paramLabel = "FILE",
      description = "The machine: a YAML file, or the name of one in configs/machines.")
  String machine;

  @Mixin WorkloadOptions workload;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "TRACE",
      required = true,
      description = "The trace: readable text where its name ends in .txt, else binary.")
  Path trace;

  @Override
  public Integer call() {
    Path target = output(trace);
    AtomicFile.requireWritable(target);
    DesignPoint point = workload.on(machine, common.settings, configs());
    workload.notes(point).forEach(this::note);
    Program program = point.compile(point.machineSpec(configs()));
    byte[] bytes =
        trace.toString().endsWith(".txt")
            ? TraceText.write(program).getBytes(StandardCharsets.UTF_8)
            : TraceBinary.write(program);
    AtomicFile.write(target, bytes);

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("instructions", program.instructions().size());
    json.put("bytes", program.bytes());
    json.put("trace_bytes", bytes.length);
    json.put("layers", layers(program));
    answer(
        json,
        String.format(
            "%s: %,d instructions (%,d B) for %,d operations%n",
            target, program.instructions().size(), program.bytes(), program.operations().size()));
    return 0;
  }

  private static List<Map<String, Object>> layers(Program program) {
    List<Map<String, Object>> layers = new ArrayList<>();
    for (Operation operation : program.operations()) {
      Map<String, Object> layer = new LinkedHashMap<>();
      layer.put("name", operation.name());
      layer.put("kind", operation.kind().name().toLowerCase(Locale.ROOT));
      layer.put("M", operation.shape().m());
      layer.put("N", operation.shape().n());
      layer.put("K", operation.shape().k());
      layer.put("macs", operation.macs());
      layer.put("weight_bytes", operation.weightBytes());
      layer.put("kv_read_bytes", operation.kvReadBytes());
      layers.add(layer);
    }
    return layers;
  }
}
