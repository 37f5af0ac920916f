package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.List;

/**
 * The cycles of MixPE's simulator: of all tilings in powers of two and all orders of the five loops
 * the one that takes the least cycles, then the least energy. What the simulator does and hardware
 * would not is kept: once a larger piece of the outputs has been found to fit, its last piece
 * counts as written in no time.
 */
final class TileSearch {

  private static final List<List<LoopPromotion.Loop>> ORDERS = orders();

  private final PrecisionScalableArray array;
  private final TiledMemory memory;
  private final LoopPromotion activations;
  private final LoopPromotion weights;
  private final LoopPromotion outputs;

  /**
   * What a layer takes.
   *
   * @param cycles of it
   * @param stallCycles of those, that the array waits for memory
   * @param readBits from DRAM
   * @param writtenBits to DRAM
   * @param nanojoules by which equal tilings are told apart
   */
  record Result(long cycles, long stallCycles, long readBits, long writtenBits, double nanojoules) {

    private boolean isBetterThan(Result other) {
      return other == null
          || cycles < other.cycles
          || (cycles == other.cycles && nanojoules < other.nanojoules);
    }
  }

  TileSearch(PrecisionScalableArray array, TiledMemory memory) {
    this.array = array;
    this.memory = memory;
    activations = new LoopPromotion(LoopPromotion.OF_ACTIVATIONS, memory.activationBits());
    weights = new LoopPromotion(LoopPromotion.OF_WEIGHTS, memory.weightBits());
    outputs = new LoopPromotion(LoopPromotion.OF_OUTPUTS, memory.outputBits());
  }

  /**
   * The best tiling of a layer.
   *
   * @throws IllegalArgumentException where not even the smallest tile fits the buffers
   */
  Result best(ConvolutionShape layer, int activationBits, int weightBits) {
    Result best = null;
    for (long batch : sizes(layer.batch())) {
      for (long along : sizes(layer.along())) {
        for (long inputs : sizes(layer.inputs())) {
          for (long outs : sizes(layer.outputs())) {
            ConvolutionShape tile = new ConvolutionShape(batch, along, layer.side(), inputs, outs);
            Result result = bestOrder(layer, tile, activationBits, weightBits, best);
            best = result == null ? best : result;
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no tile of the layer fits half of the buffers");
    }
    return best;
  }

  /** The best order of the loops of a tile, where it is better than what was found before. */
  private Result bestOrder(
      ConvolutionShape layer,
      ConvolutionShape tile,
      int activationBits,
      int weightBits,
      Result before) {
    long filter = tile.side() * tile.side() * tile.inputs();
    long pixels = tile.batch() * tile.along() * tile.along();
    long weightTile = array.paddedWeights(filter, weightBits) * tile.outputs() * weightBits;
    long activationTile = array.paddedActivations(filter, activationBits) * pixels * activationBits;
    if (weightTile > memory.weightBits() / 2 || activationTile > memory.activationBits() / 2) {
      return null;
    }
    long[] tiles = tiles(layer, tile);
    long all = tiles[0] * tiles[1] * tiles[2] * tiles[3] * tiles[4];
    long computing = all * array.cycles(pixels, tile.outputs(), filter, activationBits, weightBits);
    if (before != null && computing > before.cycles()) {
      return null;
    }
    long outputTile = pixels * tile.outputs() * memory.bitsOfOutput();
    Result best = before;
    for (List<LoopPromotion.Loop> order : ORDERS) {
      activations.start(activationTile);
      weights.start(weightTile);
      outputs.start(outputTile);
      for (LoopPromotion.Loop loop : order) {
        activations.pass(loop, tiles[loop.ordinal()]);
        weights.pass(loop, tiles[loop.ordinal()]);
        outputs.pass(loop, tiles[loop.ordinal()]);
      }
      Result result = result(computing);
      best = result.isBetterThan(best) ? result : best;
    }
    return best;
  }

  /** What the operands, promoted, make of a layer. */
  private Result result(long computing) {
    long first = weights.kept() + activations.kept();
    long last = outputs.grew() ? 0 : outputs.kept();
    long read = weights.volume() + activations.volume();
    long written = outputs.volume();
    long latency = memory.cycles(first) + memory.cycles(last);
    long stall = Math.max(0, memory.cycles(read + written - first - last) - computing) + latency;
    long cycles = computing + stall;
    double energy =
        cycles * (memory.staticNanojoules() + array.leakageNanojoules())
            + computing * array.dynamicNanojoules()
            + read * memory.readNanojoules()
            + written * memory.writeNanojoules();
    return new Result(cycles, stall, read, written, energy);
  }

  private static long[] tiles(ConvolutionShape layer, ConvolutionShape tile) {
    long along = PrecisionScalableArray.ceilDivide(layer.along(), tile.along());
    return new long[] {
      PrecisionScalableArray.ceilDivide(layer.batch(), tile.batch()),
      along,
      along,
      PrecisionScalableArray.ceilDivide(layer.inputs(), tile.inputs()),
      PrecisionScalableArray.ceilDivide(layer.outputs(), tile.outputs())
    };
  }

  /** Powers of two below an extent, and the extent. */
  private static List<Long> sizes(long extent) {
    List<Long> sizes = new ArrayList<>();
    for (long size = 1; size < extent; size *= 2) {
      sizes.add(size);
    }
    sizes.add(extent);
    return sizes;
  }

  private static List<List<LoopPromotion.Loop>> orders() {
    List<List<LoopPromotion.Loop>> orders = new ArrayList<>();
    extend(new ArrayList<>(), orders);
    return List.copyOf(orders);
  }

  private static void extend(
      List<LoopPromotion.Loop> order, List<List<LoopPromotion.Loop>> orders) {
    LoopPromotion.Loop[] all = LoopPromotion.Loop.values();
    if (order.size() == all.length) {
      orders.add(List.copyOf(order));
      return;
    }
    for (LoopPromotion.Loop loop : all) {
      if (!order.contains(loop)) {
        order.add(loop);
        extend(order, orders);
        order.remove(order.size() - 1);
      }
    }
  }
}
