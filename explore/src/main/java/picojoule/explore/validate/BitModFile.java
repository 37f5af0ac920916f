package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.ConfigFile;
import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.memory.dram.device.TraceDevice;

/**
 * The description of BitMoD's experiments: {@code configs/validation/bitmod.yaml}.
 *
 * @param memory as the authors have it
 * @param activationBits bits of an activation and of an output in memory
 * @param honestDevice the DRAM whose sustained share of its peak the honest version has
 * @param honestStream bytes with which that is measured
 * @param phases in the file's order
 * @param accelerators in the file's order
 * @param work as the authors have it
 * @param honestWork as the models have it
 * @param models in the file's order
 * @param speedups which are stated
 */
record BitModFile(
    RefetchingMemory memory,
    int activationBits,
    TraceDevice honestDevice,
    long honestStream,
    List<Phase> phases,
    List<BitModAccelerator> accelerators,
    List<LayerWork> work,
    List<LayerWork> honestWork,
    List<Model> models,
    List<Speedup> speedups) {

  private static final int MOST_TOKENS = 1 << 20;
  private static final int WIDEST = 32;

  /**
   * One of the two experiments.
   *
   * @param name of it
   * @param words what {@code tokens} and {@code context} stand for
   * @param prompt the phase that comes before it in a speedup, where there is one
   * @param repetitions how often it follows that, in a speedup
   */
  record Phase(String name, Map<String, Long> words, Optional<String> prompt, int repetitions) {}

  /**
   * A model.
   *
   * @param shape of it
   * @param section where it stands: it has the weight bits that accelerators leave to models
   */
  record Model(ModelShape shape, Section section) {

    /** Average bits of a generative weight on a baseline. */
    double generativeBits(String accelerator) {
      return section.section("generative-bits").number(accelerator, 1, WIDEST);
    }
  }

  static BitModFile read(StudyFiles files) {
    ConfigFolder configs = files.configs();
    Section file = files.description(ValidatedSystem.BITMOD);
    Section memory = file.section("memory");
    Section honest = file.section("honest");
    List<Phase> phases = file.sections("phases").stream().map(BitModFile::phase).toList();
    List<String> names = phases.stream().map(Phase::name).toList();
    List<Model> models = new ArrayList<>();
    for (Section section : file.sections("models")) {
      models.add(new Model(ModelShape.read(section), section));
    }
    List<BitModAccelerator> accelerators = new ArrayList<>();
    for (Section section : file.sections("accelerators")) {
      BitModAccelerator accelerator = BitModAccelerator.read(section, names);
      accelerators.add(accelerator);
      boolean perModel =
          accelerator.phases().values().stream().anyMatch(phase -> phase.weightBits().isEmpty());
      if (perModel) {
        models.forEach(model -> model.generativeBits(accelerator.name()));
      }
    }
    BitModFile read =
        new BitModFile(
            new RefetchingMemory(
                memory.integer("bits-per-cycle", 1, 1 << 20),
                memory.bytes("weight-buffer"),
                memory.bytes("activation-buffer")),
            file.integer("activation-bits", 1, WIDEST),
            TraceDevice.read(ConfigFile.read(configs.find("memory", honest, "device"))),
            (long) honest.quantity("stream", Dimension.DATA),
            phases,
            accelerators,
            LayerWork.read(file, "work"),
            LayerWork.read(file, "honest-work"),
            models,
            Speedup.read(file, accelerators.stream().map(BitModAccelerator::name).toList()));
    file.rejectUnknownKeys();
    return read;
  }

  private static Phase phase(Section section) {
    Map<String, Long> words = new LinkedHashMap<>();
    words.put("tokens", (long) section.integer("tokens", 1, MOST_TOKENS));
    words.put("context", (long) section.integer("context", 1, MOST_TOKENS));
    return new Phase(
        section.text("name"),
        words,
        section.has("of") ? Optional.of(section.text("of")) : Optional.empty(),
        section.has("generated") ? section.integer("generated", 1, MOST_TOKENS) : 1);
  }
}
