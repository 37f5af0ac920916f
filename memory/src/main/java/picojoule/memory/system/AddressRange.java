package picojoule.memory.system;

import java.util.List;
import java.util.Set;
import picojoule.isa.Operand;

/**
 * Consecutive addresses that lie in one memory, or in turns of some bytes in several.
 *
 * @param begin the first address
 * @param bytes of all its memories together
 * @param memories by their numbers, in the order in which they take turns
 * @param bases where in each of these its part begins
 * @param interleaveBytes of a turn; of no meaning where there is one memory
 * @param operands that may be laid out there
 */
public record AddressRange(
    long begin,
    long bytes,
    List<Integer> memories,
    List<Long> bases,
    long interleaveBytes,
    Set<Operand> operands) {

  public AddressRange {
    memories = List.copyOf(memories);
    bases = List.copyOf(bases);
    operands = Set.copyOf(operands);
    if (begin < 0 || bytes < 1 || memories.isEmpty() || memories.size() != bases.size()) {
      throw new IllegalArgumentException("a range has addresses, and memories with their bases");
    }
    if (memories.size() > 1
        && (interleaveBytes < 1 || bytes % (interleaveBytes * memories.size()) != 0)) {
      throw new IllegalArgumentException(
          "%d B are no whole number of turns of %d B in each of %d memories"
              .formatted(bytes, interleaveBytes, memories.size()));
    }
  }

  /** The address behind the last one. */
  public long end() {
    return begin + bytes;
  }

  /**
   * Where in one of its memories the bytes from an address on begin that lie there: consecutive
   * bytes of the range are consecutive in every one of its memories.
   *
   * @param turn which of its memories
   */
  long local(int turn, long address) {
    long offset = address - begin;
    if (memories.size() == 1) {
      return bases.get(0) + offset;
    }
    long round = interleaveBytes * memories.size();
    long inRound = offset % round - turn * interleaveBytes;
    return bases.get(turn)
        + offset / round * interleaveBytes
        + Math.max(0, Math.min(interleaveBytes, inRound));
  }
}
