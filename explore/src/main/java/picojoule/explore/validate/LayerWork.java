package picojoule.explore.validate;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picojoule.config.Section;

/**
 * A GEMM of a model, as a description of work has it.
 *
 * @param section where it stands, for errors
 * @param name of it
 * @param times how often a model has it
 * @param m tokens
 * @param n output features
 * @param k reduction length
 * @param input activations of a token as memory holds them
 * @param weightBits of its weights as memory holds them, where they are not the accelerator's
 * @param isAttention whether its weights are keys or values
 */
record LayerWork(
    Section section,
    String name,
    Extent times,
    Extent m,
    Extent n,
    Extent k,
    Extent input,
    OptionalInt weightBits,
    boolean isAttention) {

  private static final int WIDEST = 64;

  /**
   * A GEMM of one model and phase.
   *
   * @param work what describes it
   * @param times how often it is there, perhaps never
   */
  record Sized(LayerWork work, long times, long m, long n, long k, long input) {}

  /** Reads a list of them. */
  static List<LayerWork> read(Section section, String key) {
    return section.sections(key).stream().map(LayerWork::read).toList();
  }

  private static LayerWork read(Section section) {
    return new LayerWork(
        section,
        section.text("name"),
        section.value("times", Extent::parse),
        section.value("M", Extent::parse),
        section.value("N", Extent::parse),
        section.value("K", Extent::parse),
        section.value(section.has("input") ? "input" : "K", Extent::parse),
        section.has("weight-bits")
            ? OptionalInt.of(section.integer("weight-bits", 1, WIDEST))
            : OptionalInt.empty(),
        section.has("attention") && section.flag("attention"));
  }

  /**
   * The GEMM for what words stand for.
   *
   * @throws picojoule.config.BadInputException where a word stands for nothing
   */
  Sized of(Map<String, Long> words) {
    return new Sized(
        this,
        extent("times", times, words),
        extent("M", m, words),
        extent("N", n, words),
        extent("K", k, words),
        extent("input", input, words));
  }

  private long extent(String key, Extent extent, Map<String, Long> words) {
    try {
      return extent.of(words);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw section.bad(key, e.getMessage());
    }
  }
}
