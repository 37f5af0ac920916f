package picojoule.memory.dram;

import picojoule.config.Section;

/**
 * What a DRAM consists of; every number is a power of two.
 *
 * @param channels each with its own command buses
 * @param pseudoChannels per channel, each with its own data bus
 * @param bankGroups per pseudo channel
 * @param banks per bank group
 * @param rows per bank
 * @param columns per row, each as wide as the data bus
 * @param dataBits width of a pseudo channel's data bus
 * @param burstLength data bus beats per read or write command
 */
public record Organisation(
    int channels,
    int pseudoChannels,
    int bankGroups,
    int banks,
    int rows,
    int columns,
    int dataBits,
    int burstLength) {

  /** Banks of a pseudo channel fit a bit mask of a long. */
  private static final int MOST_BANKS = Long.SIZE;

  /**
   * Reads an organisation.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static Organisation read(Section section) {
    Organisation organisation =
        new Organisation(
            powerOfTwo(section, "channels", 1 << 10),
            powerOfTwo(section, "pseudo-channels", 1 << 4),
            powerOfTwo(section, "bank-groups", MOST_BANKS),
            powerOfTwo(section, "banks", MOST_BANKS),
            powerOfTwo(section, "rows", 1 << 24),
            powerOfTwo(section, "columns", 1 << 16),
            powerOfTwo(section, "data-bits", 1 << 12),
            powerOfTwo(section, "burst-length", 1 << 6));
    if (organisation.banksPerPseudoChannel() > MOST_BANKS) {
      throw section.bad("banks", "times bank-groups is above " + MOST_BANKS);
    }
    if (organisation.dataBits < Byte.SIZE) {
      throw section.bad("data-bits", "is below one byte");
    }
    if (organisation.columns < organisation.burstLength) {
      throw section.bad("columns", "are fewer than one burst of burst-length");
    }
    if (organisation.burstLength < 2) {
      throw section.bad("burst-length", "is below the two beats of one clock cycle");
    }
    return organisation;
  }

  private static int powerOfTwo(Section section, String key, int most) {
    int value = section.integer(key, 1, most);
    if (Integer.bitCount(value) != 1) {
      throw section.bad(key, value + " is no power of two");
    }
    return value;
  }

  /** Bytes of one burst. */
  public int burstBytes() {
    return dataBits / Byte.SIZE * burstLength;
  }

  /** Clock cycles that one burst occupies the data bus, which has two beats per cycle. */
  public int burstCycles() {
    return burstLength / 2;
  }

  /** Bursts of one row. */
  public int burstsPerRow() {
    return columns / burstLength;
  }

  /** Banks that share a data bus. */
  public int banksPerPseudoChannel() {
    return bankGroups * banks;
  }

  /** Bytes of the whole memory. */
  public long capacityBytes() {
    return (long) channels
        * pseudoChannels
        * banksPerPseudoChannel()
        * rows
        * burstsPerRow()
        * burstBytes();
  }
}
