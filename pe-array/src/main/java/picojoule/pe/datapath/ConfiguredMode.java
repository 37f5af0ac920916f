package picojoule.pe.datapath;

import java.util.function.Supplier;
import picojoule.isa.number.NumberFormat;

/** What modes have of their settings: formats, and how partial sums are held. */
abstract class ConfiguredMode implements DatapathMode {

  private final String name;
  private final DatapathSettings settings;
  private final Accumulation accumulation;

  /**
   * A mode of a datapath.
   *
   * @param otherwise how partial sums are held where the settings do not say
   */
  ConfiguredMode(String name, DatapathSettings settings, Supplier<Accumulation> otherwise) {
    this.name = name;
    this.settings = settings;
    accumulation = settings.accumulation().orElseGet(otherwise);
  }

  final DatapathSettings settings() {
    return settings;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final NumberFormat activation() {
    return settings.activation();
  }

  @Override
  public final NumberFormat weight() {
    return settings.weight();
  }

  @Override
  public final Accumulation accumulation() {
    return accumulation;
  }

  @Override
  public final int chunk() {
    return settings.chunk();
  }
}
