package picojoule.memory.dram;

import picojoule.config.Section;

/**
 * What a DRAM consists of; every number is a power of two.
 *
 * @param channels each with its own command buses
 * @param pseudoChannels per channel, each with its own data bus
 * @param ranks per pseudo channel, each with its own banks: ranks of a module, stack identifiers
 * @param bankGroups per rank
 * @param banks per bank group
 * @param rows per bank
 * @param columns per row, each as wide as the data bus
 * @param dataBits width of a pseudo channel's data bus
 * @param burstLength data bus beats per read or write command
 * @param beatsPerClock data bus beats per cycle of the clock in which timings count
 */
public record Organisation(
    int channels,
    int pseudoChannels,
    int ranks,
    int bankGroups,
    int banks,
    int rows,
    int columns,
    int dataBits,
    int burstLength,
    int beatsPerClock) {

  /** Banks of a pseudo channel fit a bit mask of a long. */
  private static final int MOST_BANKS = Long.SIZE;

  private static final int MOST_CHANNELS = 1 << 10;
  private static final int DOUBLE_DATA_RATE = 2;

  /**
   * Reads an organisation.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static Organisation read(Section section) {
    Organisation organisation =
        new Organisation(
            powerOfTwo(section, "channels", MOST_CHANNELS),
            powerOfTwo(section, "pseudo-channels", 1 << 4),
            section.has("ranks") ? powerOfTwo(section, "ranks", MOST_BANKS) : 1,
            powerOfTwo(section, "bank-groups", MOST_BANKS),
            powerOfTwo(section, "banks", MOST_BANKS),
            powerOfTwo(section, "rows", 1 << 24),
            powerOfTwo(section, "columns", 1 << 16),
            powerOfTwo(section, "data-bits", 1 << 12),
            powerOfTwo(section, "burst-length", 1 << 6),
            section.has("beats-per-clock")
                ? powerOfTwo(section, "beats-per-clock", 1 << 6)
                : DOUBLE_DATA_RATE);
    if (organisation.banksPerPseudoChannel() > MOST_BANKS) {
      throw section.bad("banks", "times bank-groups times ranks is above " + MOST_BANKS);
    }
    if (organisation.dataBits < Byte.SIZE) {
      throw section.bad("data-bits", "is below one byte");
    }
    if (organisation.columns < organisation.burstLength) {
      throw section.bad("columns", "are fewer than one burst of burst-length");
    }
    if (organisation.burstLength < organisation.beatsPerClock) {
      throw section.bad(
          "burst-length",
          "is below the %d beats of one clock cycle".formatted(organisation.beatsPerClock));
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

  /**
   * As many of these side by side.
   *
   * @throws IllegalArgumentException where they are no power of two, or too many
   */
  Organisation times(int stacks) {
    if (stacks < 1 || Integer.bitCount(stacks) != 1 || stacks > MOST_CHANNELS / channels) {
      throw new IllegalArgumentException(
          "%d stacks of %d channels: give a power of two up to %d"
              .formatted(stacks, channels, MOST_CHANNELS / channels));
    }
    return new Organisation(
        channels * stacks,
        pseudoChannels,
        ranks,
        bankGroups,
        banks,
        rows,
        columns,
        dataBits,
        burstLength,
        beatsPerClock);
  }

  /** Bytes of one burst. */
  public int burstBytes() {
    return dataBits / Byte.SIZE * burstLength;
  }

  /** Clock cycles that one burst occupies the data bus. */
  public int burstCycles() {
    return burstLength / beatsPerClock;
  }

  /** Bursts of one row. */
  public int burstsPerRow() {
    return columns / burstLength;
  }

  /** Banks that share a data bus. */
  public int banksPerPseudoChannel() {
    return ranks * bankGroups * banks;
  }

  /** Banks that are activated, closed and refreshed apart from those of other ranks. */
  public int banksPerRank() {
    return bankGroups * banks;
  }

  /** Banks that share the command buses. */
  public int banksPerChannel() {
    return pseudoChannels * banksPerPseudoChannel();
  }

  /** How many parts of a level a channel has. */
  public int parts(Level level) {
    return switch (level) {
      case CHANNEL -> 1;
      case PSEUDO_CHANNEL -> pseudoChannels;
      case RANK -> pseudoChannels * ranks;
      case BANK_GROUP -> pseudoChannels * ranks * bankGroups;
      case BANK -> banksPerChannel();
    };
  }

  /** How far the number of a bank in its channel is shifted to be the number of its part. */
  public int shift(Level level) {
    return Integer.numberOfTrailingZeros(banksPerChannel() / parts(level));
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
