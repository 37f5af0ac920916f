package picojoule.explore.rtl;

/**
 * An input of a module under test and the file that it is driven from.
 *
 * @param name of the port; the file's name without {@code .hex}
 * @param bits width of all its elements
 */
public record Stimulus(String name, int bits) {

  public Stimulus {
    if (bits < 1) {
      throw new IllegalArgumentException("the port " + name + " has no bits");
    }
  }

  /** The file for {@code $readmemh}. */
  public String file() {
    return name + ".hex";
  }
}
