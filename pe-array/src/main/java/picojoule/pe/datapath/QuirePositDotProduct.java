package picojoule.pe.datapath;

import java.util.OptionalLong;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.Quire;
import picojoule.isa.number.Rounding;

/** Dot products in a quire of several words. */
final class QuirePositDotProduct implements PositDotProduct {

  private final PatternMatrix activations;
  private final PatternMatrix weights;
  private final NumberFormat result;
  private final Quire quire;

  QuirePositDotProduct(
      PatternMatrix activations, PatternMatrix weights, NumberFormat result, Quire quire) {
    this.activations = activations;
    this.weights = weights;
    this.result = result;
    this.quire = quire;
  }

  @Override
  public long of(int firstActivation, int firstWeight, int length) {
    int[] a = activations.patterns();
    int[] w = weights.patterns();
    quire.clear();
    for (int i = 0; i < length; i++) {
      quire.addProduct(
          activations.format(), a[firstActivation + i], weights.format(), w[firstWeight + i]);
    }
    return quire.round(result, Rounding.NEAREST_EVEN);
  }

  /** The quire's words are not looked at: their toggles are not counted. */
  @Override
  public OptionalLong toggles() {
    return OptionalLong.empty();
  }

  @Override
  public long overflows() {
    return 0;
  }
}
