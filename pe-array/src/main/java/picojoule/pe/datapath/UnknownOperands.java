package picojoule.pe.datapath;

/** The refusal of formats that a datapath cannot multiply, with those it can. */
final class UnknownOperands {

  private UnknownOperands() {}

  static IllegalArgumentException of(String datapath, DatapathSettings settings, String known) {
    return new IllegalArgumentException(
        "%s cannot multiply %s by %s; it takes %s"
            .formatted(datapath, settings.activation().name(), settings.weight().name(), known));
  }
}
