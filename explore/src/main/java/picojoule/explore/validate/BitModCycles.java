package picojoule.explore.validate;

import java.util.List;
import java.util.Map;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;

/**
 * Cycles of a model on BitMoD or a baseline: layer by layer the greater of the array's and the
 * memory's.
 */
final class BitModCycles {

  private final BitModFile file;
  private final RefetchingMemory honestMemory;
  private final int group;

  /**
   * Cycles of the work that a file describes.
   *
   * @param sustainedShare what the honest memory moves of the stated bits per cycle, 0 to 1
   * @param group weights of a scale in the honest version
   */
  BitModCycles(BitModFile file, double sustainedShare, int group) {
    this.file = file;
    this.group = group;
    RefetchingMemory stated = file.memory();
    honestMemory =
        new RefetchingMemory(
            stated.bitsPerCycle() * sustainedShare,
            stated.weightBuffer(),
            stated.activationBuffer());
  }

  /**
   * As the authors count: the corner PE's steps, so nothing for filling and draining the array, and
   * a memory that is a bandwidth.
   */
  long asPublished(BitModAccelerator accelerator, BitModFile.Model model, BitModFile.Phase phase) {
    BitModAccelerator.OfPhase own = accelerator.phases().get(phase.name());
    ArrayTiming array = array(own, FoldOverlap.NONE);
    double weightBits = own.weightBits().orElseGet(() -> model.generativeBits(accelerator.name()));
    long cycles = 0;
    for (LayerWork.Sized layer : sized(file.work(), model, phase)) {
      long computing =
          array.activity(layer.m(), layer.n(), layer.k(), own.timing(), layer.k()).streamCycles();
      double bits =
          layer.work().weightBits().isPresent() ? layer.work().weightBits().getAsInt() : weightBits;
      cycles += layer.times() * Math.max(computing, moving(file.memory(), layer, bits));
    }
    return cycles;
  }

  /**
   * Attention as it is, keys and values in a format that the PE can take, groups that wait for
   * their scaler, an array that fills and drains, and the bandwidth that a DRAM sustains.
   */
  long honest(BitModAccelerator accelerator, BitModFile.Model model, BitModFile.Phase phase) {
    BitModAccelerator.OfPhase own = accelerator.phases().get(phase.name());
    ArrayTiming array = array(own, FoldOverlap.PIPELINED);
    double weightBits =
        own.honestWeightBits().orElseGet(() -> model.generativeBits(accelerator.name()));
    long cycles = 0;
    for (LayerWork.Sized layer : sized(file.honestWork(), model, phase)) {
      boolean isAttention = layer.work().isAttention();
      ElementTiming element = isAttention ? accelerator.cacheTiming() : own.timing();
      double bits = isAttention ? accelerator.cacheBits() : weightBits;
      long computing = array.cycles(layer.m(), layer.n(), layer.k(), element, group);
      cycles += layer.times() * Math.max(computing, moving(honestMemory, layer, bits));
    }
    return cycles;
  }

  private long moving(RefetchingMemory memory, LayerWork.Sized layer, double weightBits) {
    return memory.cycles(
        bytes(layer.k(), weightBits) * layer.n(),
        bytes(layer.input(), file.activationBits()) * layer.m(),
        bytes(layer.n(), file.activationBits()) * layer.m());
  }

  private static long bytes(long elements, double bits) {
    return (long) Math.ceil(elements * bits / Byte.SIZE);
  }

  private static List<LayerWork.Sized> sized(
      List<LayerWork> work, BitModFile.Model model, BitModFile.Phase phase) {
    Map<String, Long> words = model.shape().with(phase.words());
    return work.stream().map(layer -> layer.of(words)).filter(layer -> layer.times() > 0).toList();
  }

  private static ArrayTiming array(BitModAccelerator.OfPhase own, FoldOverlap overlap) {
    return new ArrayTiming(
        ArrayGeometry.systolic(own.array()),
        Dataflow.OUTPUT_STATIONARY,
        overlap,
        PartialSumStore.Place.ELEMENT);
  }
}
