package picojoule.explore.report;

/** The version of the program. */
public final class Version {

  private Version() {}

  /** As the launcher or the jar's manifest has it; {@code development} where there is neither. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? System.getProperty("picojoule.version", "development") : version;
  }
}
