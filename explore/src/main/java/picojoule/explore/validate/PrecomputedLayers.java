package picojoule.explore.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picojoule.config.Section;

/**
 * Layers on a GPU whose tables of activations are computed before their GEMMs: each GEMM takes the
 * longer of computing at the peak and moving its operands once.
 *
 * @param flopsPerSecond peak
 * @param bitsPerSecond of memory
 * @param activationBits of an activation, weight or output
 * @param tableBitsPerActivation what a table has for each of its activations
 * @param work GEMMs of a layer
 * @param layers in the file's order
 */
record PrecomputedLayers(
    double flopsPerSecond,
    double bitsPerSecond,
    int activationBits,
    double tableBitsPerActivation,
    List<LayerWork> work,
    List<Layer> layers) {

  private static final int MOST = 1 << 20;
  private static final int WIDEST = 64;
  private static final double FLOPS_PER_MAC = 2;

  /**
   * A layer.
   *
   * @param name of it
   * @param words what the work's words stand for
   */
  record Layer(String name, Map<String, Long> words) {

    private static Layer read(Section section) {
      Map<String, Long> words = new LinkedHashMap<>();
      for (String key : section.keys()) {
        if (!key.equals("name")) {
          words.put(key, (long) section.integer(key, 0, MOST));
        }
      }
      return new Layer(section.text("name"), words);
    }
  }

  static PrecomputedLayers read(Section section) {
    Section table = section.section("table");
    int inputs = table.integer("inputs", 1, Byte.SIZE);
    int entries = 1 << (inputs - 1);
    double tableBits =
        (double) entries * table.integer("entry-bits", 1, WIDEST)
            + table.integer("scale-bits", 0, WIDEST);
    return new PrecomputedLayers(
        section.number("teraflops", 1e-3, MOST) * 1e12,
        section.number("gigabytes-per-second", 1e-3, MOST) * 1e9 * Byte.SIZE,
        section.integer("activation-bits", 1, WIDEST),
        tableBits / inputs,
        LayerWork.read(section, "work"),
        section.sections("layers").stream().map(Layer::read).toList());
  }

  /** A layer without tables. */
  double seconds(Layer layer) {
    return work.stream().map(gemm -> gemm.of(layer.words())).mapToDouble(this::seconds).sum();
  }

  /** An operator of its own that reads activations and writes tables, which the GEMM reads. */
  double apartSeconds(Layer layer) {
    // The operator reads the activations, and the GEMM does not any more.
    return activations(layer) * 2 * tableBitsPerActivation / bitsPerSecond;
  }

  /** Tables written and read in place of activations. */
  double fusedSeconds(Layer layer) {
    return activations(layer)
        * 2
        * Math.max(0, tableBitsPerActivation - activationBits)
        / bitsPerSecond;
  }

  private double seconds(LayerWork.Sized gemm) {
    double computing = FLOPS_PER_MAC * gemm.m() * gemm.n() * gemm.k() / flopsPerSecond;
    double operands =
        (double) gemm.m() * gemm.k() + (double) gemm.n() * gemm.k() + (double) gemm.m() * gemm.n();
    return gemm.times() * Math.max(computing, operands * activationBits / bitsPerSecond);
  }

  /** Activations that tables are computed of; attention has no quantized weights. */
  private double activations(Layer layer) {
    return work.stream()
        .filter(gemm -> !gemm.isAttention())
        .map(gemm -> gemm.of(layer.words()))
        .mapToDouble(gemm -> (double) gemm.times() * gemm.m() * gemm.input())
        .sum();
  }
}
