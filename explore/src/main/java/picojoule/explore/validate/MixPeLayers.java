package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The layers of a model on MixPE or a baseline, as the authors have them and honestly. */
final class MixPeLayers {

  private final MixPeFile file;

  /**
   * A layer.
   *
   * @param shape of it
   * @param activationBits of its activations
   * @param weightBits of its weights
   * @param times how often the model has it
   */
  record Layer(ConvolutionShape shape, int activationBits, int weightBits, long times) {

    /** Its name in the authors' results: shapes of input and filters, bits of both. */
    String name() {
      long picture = shape.along() * shape.side();
      String input =
          shape.along() == 1
              ? "in%dx%d".formatted(shape.batch(), shape.inputs())
              : "in%dx%dx%dx%d".formatted(shape.batch(), picture, picture, shape.inputs());
      String filters =
          shape.along() == 1
              ? "w%dx%d".formatted(shape.outputs(), shape.inputs())
              : "w%dx%dx%dx%d"
                  .formatted(shape.outputs(), shape.side(), shape.side(), shape.inputs());
      return "%s %s ip%d wp%d".formatted(input, filters, activationBits, weightBits);
    }
  }

  MixPeLayers(MixPeFile file) {
    this.file = file;
  }

  /** Each GEMM with one beside it for dequantization; both operands of as many bits. */
  List<Layer> asPublished(MixPeAccelerator accelerator, MixPeFile.Model model) {
    int high = accelerator.array().high();
    List<Layer> layers = new ArrayList<>(patches(model, high, high));
    Map<String, Long> words = model.shape().with(Map.of("batch", (long) file.batch()));
    for (LayerWork work : file.work()) {
      LayerWork.Sized gemm = work.of(words);
      long exceptional = accelerator.exceptionalBlocks(work.name(), gemm.times());
      ConvolutionShape shape = ConvolutionShape.gemm(gemm.m(), gemm.n(), gemm.k());
      int bits = accelerator.bits();
      add(layers, new Layer(shape, bits, bits, gemm.times() - exceptional));
      int other = accelerator.exceptions().map(MixPeAccelerator.Exceptions::bits).orElse(bits);
      add(layers, new Layer(shape, other, other, exceptional));
      ConvolutionShape dequantization =
          ConvolutionShape.gemm(
              gemm.m(),
              gemm.n() / accelerator.dequantizedOutputs(),
              gemm.k() / accelerator.dequantizedInputs());
      add(layers, new Layer(dequantization, high, high, gemm.times()));
    }
    return layers;
  }

  /** The GEMMs that the model has, with operands as wide as they are; attention at high bits. */
  List<Layer> honest(MixPeAccelerator accelerator, MixPeFile.Model model) {
    int high = accelerator.array().high();
    List<Layer> layers = new ArrayList<>(patches(model, high, high));
    Map<String, Long> words = model.shape().with(model.honestWords());
    words.put("batch", (long) file.batch());
    for (LayerWork work : file.honestWork()) {
      LayerWork.Sized gemm = work.of(words);
      add(
          layers,
          new Layer(
              ConvolutionShape.gemm(gemm.m(), gemm.n(), gemm.k()),
              work.isAttention() ? high : accelerator.honestActivationBits(),
              work.isAttention() ? high : accelerator.honestWeightBits(),
              gemm.times()));
    }
    return layers;
  }

  private List<Layer> patches(MixPeFile.Model model, int activationBits, int weightBits) {
    return model
        .patches()
        .map(
            one ->
                new Layer(
                    new ConvolutionShape(
                        file.batch(), one.along(), one.side(), one.inputs(), one.outputs()),
                    activationBits,
                    weightBits,
                    1))
        .stream()
        .toList();
  }

  private static void add(List<Layer> layers, Layer layer) {
    if (layer.times() > 0) {
      layers.add(layer);
    }
  }
}
