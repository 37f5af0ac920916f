package picojoule.explore.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picojoule.config.Section;

/**
 * The description of MixPE's experiments: {@code configs/validation/mixpe.yaml}.
 *
 * @param memory of all accelerators
 * @param batch sequences
 * @param accelerators in the file's order
 * @param baseline the accelerator that others are divided by
 * @param speedups which are stated
 * @param work as the authors have it
 * @param honestWork as the models have it
 * @param models in the file's order
 */
record MixPeFile(
    TiledMemory memory,
    int batch,
    List<MixPeAccelerator> accelerators,
    MixPeAccelerator baseline,
    List<Speedup> speedups,
    List<LayerWork> work,
    List<LayerWork> honestWork,
    List<Model> models) {

  private static final int MOST = 1 << 20;
  private static final int WIDEST = 64;
  private static final double MOST_NANOJOULES = 1e6;

  /**
   * A model.
   *
   * @param shape of it
   * @param honestWords what {@code tokens} and {@code context} stand for
   * @param patches the convolution in front of its blocks, for one picture, where it has one
   */
  record Model(
      ModelShape shape, Map<String, Long> honestWords, Optional<ConvolutionShape> patches) {

    private static Model read(Section section) {
      return new Model(
          ModelShape.read(section),
          Map.of(
              "tokens",
              (long) section.integer("tokens", 1, MOST),
              "context",
              (long) section.integer("context", 1, MOST)),
          section.has("patches")
              ? Optional.of(patches(section.section("patches")))
              : Optional.empty());
    }

    private static ConvolutionShape patches(Section section) {
      return new ConvolutionShape(
          1,
          section.integer("along", 1, MOST),
          section.integer("side", 1, MOST),
          section.integer("channels", 1, MOST),
          section.integer("filters", 1, MOST));
    }
  }

  static MixPeFile read(StudyFiles files) {
    Section file = files.description(ValidatedSystem.MIXPE);
    List<MixPeAccelerator> accelerators =
        file.sections("accelerators").stream().map(MixPeAccelerator::read).toList();
    String baseline = file.text("baseline");
    MixPeFile read =
        new MixPeFile(
            memory(file.section("memory")),
            file.integer("batch", 1, MOST),
            accelerators,
            accelerators.stream()
                .filter(accelerator -> accelerator.name().equals(baseline))
                .findFirst()
                .orElseThrow(
                    () -> file.bad("baseline", "'" + baseline + "' is none of the accelerators")),
            Speedup.read(file, accelerators.stream().map(MixPeAccelerator::name).toList()),
            LayerWork.read(file, "work"),
            LayerWork.read(file, "honest-work"),
            file.sections("models").stream().map(Model::read).toList());
    file.rejectUnknownKeys();
    return read;
  }

  /** The accelerator of a name that the file has. */
  MixPeAccelerator accelerator(String name) {
    return accelerators.stream()
        .filter(accelerator -> accelerator.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TiledMemory memory(Section section) {
    Section energy = section.section("tie-break");
    return new TiledMemory(
        section.integer("bits-per-cycle", 1, MOST),
        section.bytes("activations") * Byte.SIZE,
        section.bytes("weights") * Byte.SIZE,
        section.bytes("outputs") * Byte.SIZE,
        section.integer("output-bits", 1, WIDEST),
        energy.number("static-nJ-per-cycle", 0, MOST_NANOJOULES),
        energy.number("read-nJ-per-bit", 0, MOST_NANOJOULES),
        energy.number("write-nJ-per-bit", 0, MOST_NANOJOULES));
  }
}
