package picojoule.explore.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TileSearchTest {

  private static final TiledMemory MEMORY =
      new TiledMemory(64, 4096, 2048, 2048, 16, 1, 1e-3, 2e-3);
  private static final PrecisionScalableArray ARRAY =
      new PrecisionScalableArray(4, 2, 8, 4, 1e-3, 2e-3);

  @Property(tries = 25)
  void theSearchFindsWhatTryingEverythingFinds(
      @ForAll @IntRange(min = 1, max = 9) int batch,
      @ForAll @IntRange(min = 1, max = 5) int along,
      @ForAll @IntRange(min = 1, max = 3) int side,
      @ForAll @IntRange(min = 1, max = 17) int inputs,
      @ForAll @IntRange(min = 1, max = 17) int outputs,
      @ForAll boolean wide) {
    int bits = wide ? 8 : 4;
    ConvolutionShape layer = new ConvolutionShape(batch, along, side, inputs, outputs);
    TileSearch.Result found = new TileSearch(ARRAY, MEMORY).best(layer, bits, bits);
    long best = Long.MAX_VALUE;
    for (long[] tile : tiles(layer)) {
      for (List<Integer> order : orders()) {
        best = Math.min(best, cycles(layer, tile, order, bits));
      }
    }
    assertThat(found.cycles()).isEqualTo(best);
  }

  /** Every tile: powers of two of batch, side, inputs, outputs, none above the layer's. */
  private static List<long[]> tiles(ConvolutionShape layer) {
    List<long[]> tiles = new ArrayList<>();
    for (int choice = 0; choice < 6 * 6 * 6 * 6; choice++) {
      tiles.add(
          new long[] {
            Math.min(1L << (choice % 6), layer.batch()),
            Math.min(1L << ((choice / 6) % 6), layer.along()),
            Math.min(1L << ((choice / 36) % 6), layer.inputs()),
            Math.min(1L << (choice / 216), layer.outputs())
          });
    }
    return tiles;
  }

  private static List<List<Integer>> orders() {
    List<List<Integer>> orders = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      List<Integer> left = new ArrayList<>(List.of(0, 1, 2, 3, 4));
      List<Integer> order = new ArrayList<>();
      int rest = number;
      for (int size = 5; size > 0; size--) {
        order.add(left.remove(rest % size));
        rest /= size;
      }
      orders.add(order);
    }
    Collections.reverse(orders);
    return orders;
  }

  /** The published formulas written out, loops by number: batch, columns, rows, inputs, outputs. */
  private static long cycles(ConvolutionShape layer, long[] tile, List<Integer> order, int bits) {
    long filter = layer.side() * layer.side() * tile[2];
    long pixels = tile[0] * tile[1] * tile[1];
    long each = bits == 8 ? 1 : 2;
    long weights = up(filter, 4 * each) * 4 * each * tile[3] * bits;
    long activations = up(filter, 2 * each) * 2 * each * pixels * bits;
    if (weights > 1024 || activations > 2048) {
      return Long.MAX_VALUE;
    }
    long[] count = {
      up(layer.batch(), tile[0]),
      up(layer.along(), tile[1]),
      up(layer.along(), tile[1]),
      up(layer.inputs(), tile[2]),
      up(layer.outputs(), tile[3])
    };
    long all = 1;
    for (long tiles : count) {
      all *= tiles;
    }
    long computing = all * up(pixels, 4 * each) * up(tile[3], 2 * each) * filter;
    long[] weight = moved(weights, 1024, order, count, List.of(3, 4));
    long[] activation = moved(activations, 2048, order, count, List.of(0, 1, 2, 3));
    long[] output = moved(pixels * tile[3] * 16, 1024, order, count, List.of(0, 1, 2, 4));
    long first = weight[1] + activation[1];
    long last = output[2] == 1 ? 0 : output[1];
    long total = weight[0] + activation[0] + output[0];
    long memory = up(total - first - last, 64);
    return computing + Math.max(0, memory - computing) + up(first, 64) + up(last, 64);
  }

  /** All that moves, the largest piece that fits, and whether a loop made it that. */
  private static long[] moved(
      long tile, long half, List<Integer> order, long[] count, List<Integer> dependsOn) {
    long volume = tile;
    long kept = tile;
    boolean promoted = true;
    boolean grew = false;
    for (int loop : order) {
      if (!promoted || dependsOn.contains(loop)) {
        volume *= count[loop];
      }
      if (promoted && dependsOn.contains(loop)) {
        promoted = volume <= half;
        kept = promoted ? volume : kept;
        grew |= promoted;
      }
    }
    return new long[] {volume, kept, grew ? 1 : 0};
  }

  private static long up(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
