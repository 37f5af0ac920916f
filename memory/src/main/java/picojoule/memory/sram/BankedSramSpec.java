package picojoule.memory.sram;

import java.util.Locale;
import picojoule.config.Section;

/**
 * An on-chip memory of banks that work side by side. In a cycle every client presents one access of
 * up to {@code accessWords} consecutive words; each of its words goes to a bank by its address, and
 * the access is done when the last of them has had a port.
 *
 * @param capacityBytes of all banks
 * @param banks side by side
 * @param wordBytes width of a bank's ports
 * @param interleaveWords consecutive words in a bank before the next one's turn
 * @param readPorts of each bank, for one read a cycle each
 * @param writePorts of each bank, for one write a cycle each
 * @param sharedPorts of each bank, for one read or write a cycle each
 * @param accessWords that a client asks for in a cycle
 * @param latencyCycles from the cycle in which a word has a port to the one at whose begin it has
 *     been moved; at least one
 * @param arbitration among clients that want the same bank
 */
public record BankedSramSpec(
    long capacityBytes,
    int banks,
    int wordBytes,
    int interleaveWords,
    int readPorts,
    int writePorts,
    int sharedPorts,
    int accessWords,
    int latencyCycles,
    Arbitration arbitration) {

  private static final int MOST_BANKS = 1 << 12;
  private static final int MOST_PORTS = 16;
  private static final int WIDEST_WORD_BYTES = 1 << 12;
  private static final int MOST_WORDS = 1 << 12;
  private static final int LONGEST_LATENCY = 1 << 10;

  /** Who goes first where several clients want the same bank. */
  public enum Arbitration {
    /** The one with the lower number. */
    FIXED,
    /** In each bank the one behind the one that it served last. */
    ROUND_ROBIN
  }

  public BankedSramSpec {
    if (banks < 1 || wordBytes < 1 || interleaveWords < 1 || accessWords < 1 || latencyCycles < 1) {
      throw new IllegalArgumentException("an SRAM has banks, words, accesses and a latency");
    }
    if (readPorts < 0 || writePorts < 0 || sharedPorts < 0) {
      throw new IllegalArgumentException("an SRAM has no negative number of ports");
    }
    if (readPorts + sharedPorts == 0 || writePorts + sharedPorts == 0) {
      throw new IllegalArgumentException(
          "an SRAM that cannot be read and written: give read and write ports, or shared ones");
    }
    long turn = (long) banks * wordBytes * interleaveWords;
    if (capacityBytes < 1 || capacityBytes % turn != 0) {
      throw new IllegalArgumentException(
          "a capacity of %d bytes is no whole number of turns of %d words of %d bytes in each of %d"
                  .formatted(capacityBytes, interleaveWords, wordBytes, banks)
              + " banks");
    }
  }

  /**
   * Reads an SRAM.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static BankedSramSpec read(Section section) {
    Section ports = section.section("ports");
    long word = section.bytes("word");
    if (word > WIDEST_WORD_BYTES) {
      throw section.bad("word", "is wider than " + WIDEST_WORD_BYTES + " B");
    }
    int read = ports(ports, "read");
    int write = ports(ports, "write");
    int shared = ports(ports, "shared");
    if (read + shared == 0 || write + shared == 0) {
      throw section.bad(
          "ports",
          String.format(
              Locale.ROOT,
              "no bank can be %s; give a %s or a shared port",
              read + shared == 0 ? "read" : "written",
              read + shared == 0 ? "read" : "write"));
    }
    long capacity = section.bytes("capacity");
    return section.value(
        "capacity",
        text ->
            new BankedSramSpec(
                capacity,
                section.integer("banks", 1, MOST_BANKS),
                (int) word,
                section.integer("interleave-words", 1, MOST_WORDS),
                read,
                write,
                shared,
                section.integer("access-words", 1, MOST_WORDS),
                section.integer("latency", 1, LONGEST_LATENCY),
                section.choice("arbitration", Arbitration.class)));
  }

  private static int ports(Section section, String key) {
    return section.has(key) ? section.integer(key, 0, MOST_PORTS) : 0;
  }

  /** The bank of a word. */
  int bank(long word) {
    return (int) (word / interleaveWords % banks);
  }
}
