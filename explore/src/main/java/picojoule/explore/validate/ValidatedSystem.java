package picojoule.explore.validate;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;

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
  private final Function<ConfigFolder, Study> study;

  ValidatedSystem(Function<ConfigFolder, Study> study) {
    this.study = study;
  }

  /**
   * The system of a name.
   *
   * @throws BadInputException listing what exists
   */
  public static ValidatedSystem parse(String name) {
    return Arrays.stream(values())
        .filter(system -> system.configName().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> BadInputException.unknown("SYSTEM", "system", name, names()));
  }

  /** All names. */
  public static Collection<String> names() {
    return Arrays.stream(values()).map(ValidatedSystem::configName).toList();
  }

  /** The name in lower case with hyphens. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Runs the system on the published work.
   *
   * @throws BadInputException where its files in {@code configs/validation} cannot be
   */
  public List<ValidationRow> rows(ConfigFolder configs) {
    return study.apply(configs).rows();
  }
}
