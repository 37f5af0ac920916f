package picojoule.workload.quantization;

import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.NumberFormat;

/**
 * How a row of numbers that a machine makes lies in memory: codes behind each other, or blocks
 * behind each other, each a whole number of bytes with its codes, then its scale, then what else it
 * has. A row begins at a byte.
 *
 * @param codes format of a code
 * @param block numbers that share a scale; 0 where none is stored, because it is one of the whole
 *     tensor and known beforehand, or there is none
 * @param blockBits bits of a block, scale and what else it has included; 0 without blocks
 */
public record RowFormat(NumberFormat codes, int block, int blockBits) {

  /** Codes without scales in memory. */
  public static RowFormat of(NumberFormat codes) {
    return new RowFormat(codes, 0, 0);
  }

  /** Blocks; a scale of the whole tensor is not stored with them. */
  public static RowFormat of(BlockFormat blocks) {
    return new RowFormat(blocks.element(), blocks.size(), blocks.storedBitsPerBlock());
  }

  /** Whether scales are found from the numbers when they are quantized. */
  public boolean hasBlocks() {
    return block > 0;
  }

  /** Bytes of so many numbers; a last block that is not full takes the room of one. */
  public long bytes(long numbers) {
    return hasBlocks()
        ? (numbers + block - 1) / block * StoredMatrix.bytesOf(blockBits)
        : StoredMatrix.bytesOf(numbers * codes.bits());
  }

  /** Whether the number behind so many begins at a byte, and in a block of its own. */
  public boolean canCutAfter(long numbers) {
    return hasBlocks() ? numbers % block == 0 : numbers * codes.bits() % Byte.SIZE == 0;
  }

  /** Of some numbers along a reduction how many have one scale here. */
  public long group(long numbers) {
    return hasBlocks() ? Math.min(block, numbers) : numbers;
  }
}
