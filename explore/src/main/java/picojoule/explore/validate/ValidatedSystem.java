package picojoule.explore.validate;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;

/** The systems that are compared, a line each. */
public enum ValidatedSystem {
  /** SCALE-Sim's cycles of systolic arrays. */
  SCALESIM(ScaleSimStudy::new),
  /** BitMoD and its baselines. */
  BITMOD(BitModStudy::new),
  /** MixPE and its baselines. */
  MIXPE(MixPeStudy::new),
  /** LUT Tensor Core in GPUs. */
  LUT_TENSOR_CORE(LutTensorCoreStudy::new),
  /** Partial sums of fewer bits. */
  APSQ(ApsqStudy::new),
  /** XR-NPE's modes. */
  XR_NPE(XrNpeStudy::new);

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference has no state
  private final Function<StudyFiles, Study> study;

  ValidatedSystem(Function<StudyFiles, Study> study) {
    this.study = study;
  }

  /**
   * The system of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ValidatedSystem parse(String name) {
    return ConfigName.parse("SYSTEM", "system", name, values());
  }

  /** All names. */
  public static Collection<String> names() {
    return ConfigName.all(values());
  }

  /** Whether it runs models of a list. */
  public boolean takesModels() {
    return this == BITMOD || this == MIXPE;
  }

  /** The name in lower case with hyphens. */
  public String configName() {
    return ConfigName.of(this);
  }

  /**
   * Runs the system on the published work.
   *
   * @throws BadInputException where its files cannot be
   */
  public List<ValidationRow> rows(StudyFiles files) {
    return study.apply(files).rows();
  }
}
