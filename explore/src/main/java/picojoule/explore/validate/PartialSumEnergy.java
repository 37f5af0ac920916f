package picojoule.explore.validate;

import java.util.List;
import java.util.Map;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.array.PartialSumTraffic;
import picojoule.pe.array.TileActivity;
import picojoule.technology.PriceTable;
import picojoule.technology.SramTable;

/**
 * Energy of GEMMs on an array whose partial sums lie in a buffer of their own and, where that is
 * too small, in DRAM: the PEs' steps, reads of operands, partial sums, and everything once from or
 * to DRAM.
 */
final class PartialSumEnergy {

  private static final int WIDEST = 64;
  private static final int MOST_PES = 4096;
  private static final double MOST_PICOJOULES = 1e6;

  private final ArrayShape shape;
  private final long bankBits;
  private final int activationBits;
  private final int weightBits;
  private final double stepPicojoules;
  private final double operandPicojoulesPerBit;
  private final double readPicojoulesPerBit;
  private final double writePicojoulesPerBit;
  private final double memoryPicojoulesPerBit;

  /** A GEMM, so often in a row. */
  record Layer(long times, long m, long n, long k) {

    static Layer read(Section section) {
      return new Layer(
          extent(section, "times"),
          extent(section, "M"),
          extent(section, "N"),
          extent(section, "K"));
    }

    private static long extent(Section section, String key) {
      return section.value(key, text -> Extent.parse(text).of(Map.of()));
    }
  }

  /**
   * Energy in picojoules.
   *
   * @param partialSums of them
   * @param total of all
   * @param spilledShare of the partial sums' moves that go to DRAM, 0 to 1
   */
  record Parts(double partialSums, double total, double spilledShare) {}

  private PartialSumEnergy(Section file, PriceTable prices, SramTable sram) {
    Section array = file.section("array");
    shape =
        new ArrayShape(array.integer("rows", 1, MOST_PES), array.integer("columns", 1, MOST_PES));
    int word = file.integer("word-bits", 1, 1 << 16);
    SramTable.Macro sums = sram.macro(file.bytes("psum-buffer"), word);
    bankBits = file.bytes("psum-buffer") * Byte.SIZE;
    activationBits = file.integer("activation-bits", 1, WIDEST);
    weightBits = file.integer("weight-bits", 1, WIDEST);
    stepPicojoules = prices.energy("pe.mac", "step").picojoules();
    operandPicojoulesPerBit =
        sram.macro(file.bytes("operand-buffer"), word).readPicojoules() / word;
    readPicojoulesPerBit = sums.readPicojoules() / word;
    writePicojoulesPerBit = sums.writePicojoules() / word;
    memoryPicojoulesPerBit = file.number("dram-pJ-per-bit", 0, MOST_PICOJOULES);
  }

  static PartialSumEnergy read(Section file, ConfigFolder configs) {
    Section technology = ConfigFile.read(configs.find("technology", file, "technology"));
    return new PartialSumEnergy(
        file, PriceTable.read(technology), SramTable.read(technology.section("sram")));
  }

  /**
   * The energy of layers.
   *
   * @param bits of a stored partial sum
   * @param group tiles of an APSQ group
   */
  Parts of(Dataflow dataflow, List<Layer> layers, int bits, int group) {
    ArrayTiming array =
        new ArrayTiming(
            ArrayGeometry.systolic(shape),
            dataflow,
            FoldOverlap.PIPELINED,
            PartialSumStore.Place.BANK);
    PartialSumStore store = new PartialSumStore(bits, group, bankBits);
    double sums = 0;
    double others = 0;
    double banked = 0;
    double spilled = 0;
    for (Layer layer : layers) {
      PartialSumTraffic traffic =
          PartialSumTraffic.of(
              array,
              layer.m(),
              layer.n(),
              layer.k(),
              ElementTiming.ofPasses(1),
              layer.k(),
              layer.k(),
              store);
      double inBank =
          traffic.bankReads() * readPicojoulesPerBit + traffic.bankWrites() * writePicojoulesPerBit;
      double inMemory = (traffic.bufferReads() + traffic.bufferWrites()) * memoryPicojoulesPerBit;
      sums += layer.times() * bits * (inBank + inMemory);
      banked += (double) layer.times() * (traffic.bankReads() + traffic.bankWrites());
      spilled += (double) layer.times() * (traffic.bufferReads() + traffic.bufferWrites());
      others += layer.times() * otherPicojoules(array, layer);
    }
    double moves = banked + spilled;
    return new Parts(sums, sums + others, moves == 0 ? 0 : spilled / moves);
  }

  private double otherPicojoules(ArrayTiming array, Layer layer) {
    TileActivity activity =
        array.activity(layer.m(), layer.n(), layer.k(), ElementTiming.ofPasses(1), layer.k());
    double read =
        (double) activity.activationReads() * activationBits
            + (double) activity.weightReads() * weightBits;
    double once =
        ((double) layer.m() * layer.k() + (double) layer.m() * layer.n()) * activationBits
            + (double) layer.n() * layer.k() * weightBits;
    return activity.steps() * stepPicojoules
        + read * operandPicojoulesPerBit
        + once * memoryPicojoulesPerBit;
  }
}
