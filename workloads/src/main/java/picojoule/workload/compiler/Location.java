package picojoule.workload.compiler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picojoule.isa.Instruction;

/**
 * An address in DRAM that moves with the loops around it.
 *
 * @param base where all loops are in their first iteration
 * @param strides bytes per iteration of the loop at each depth
 */
record Location(long base, List<Long> strides) {

  private static final List<Long> STILL = Collections.nCopies(Instruction.MAX_LOOP_DEPTH, 0L);

  static Location at(long address) {
    return new Location(address, STILL);
  }

  Location plus(long bytes) {
    return new Location(base + bytes, strides);
  }

  /** The address so many bytes further per step of an index. */
  Location along(Index index, long bytes) {
    if (index.depth() == Index.FIXED) {
      return plus(index.offset() * bytes);
    }
    List<Long> moved = new ArrayList<>(strides);
    moved.set(index.depth(), moved.get(index.depth()) + bytes);
    return new Location(base + index.offset() * bytes, List.copyOf(moved));
  }
}
