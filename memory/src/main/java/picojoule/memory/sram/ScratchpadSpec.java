package picojoule.memory.sram;

import picojoule.config.Section;

/**
 * A scratchpad: banks that work at the same time, each with some ports that all can read and write.
 *
 * @param name the component's name, by which its accesses are counted and priced
 * @param capacityBytes of all banks
 * @param banks side by side
 * @param ports of each bank, for reading or writing one word per cycle each
 * @param wordBytes width of a port
 */
public record ScratchpadSpec(String name, long capacityBytes, int banks, int ports, int wordBytes) {

  private static final int MOST_BANKS = 1 << 16;
  private static final int MOST_PORTS = 16;
  private static final int WIDEST_WORD_BYTES = 1 << 16;

  public ScratchpadSpec {
    if (banks < 1 || ports < 1 || wordBytes < 1) {
      throw new IllegalArgumentException("a scratchpad has banks, ports and words: " + name);
    }
    if (capacityBytes < 1 || capacityBytes % ((long) banks * wordBytes) != 0) {
      throw new IllegalArgumentException(
          "a capacity of %d bytes is no whole number of words of %d bytes in each of %d banks"
              .formatted(capacityBytes, wordBytes, banks));
    }
  }

  /**
   * Reads a scratchpad.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static ScratchpadSpec read(String name, Section section) {
    int banks = section.integer("banks", 1, MOST_BANKS);
    int ports = section.integer("ports", 1, MOST_PORTS);
    long word = section.bytes("word");
    if (word > WIDEST_WORD_BYTES) {
      throw section.bad("word", "is wider than " + WIDEST_WORD_BYTES + " B");
    }
    long capacity = section.bytes("capacity");
    return section.value(
        "capacity", text -> new ScratchpadSpec(name, capacity, banks, ports, (int) word));
  }

  /** Bytes that all ports of all banks move in one cycle. */
  public long bytesPerCycle() {
    return (long) banks * ports * wordBytes;
  }
}
