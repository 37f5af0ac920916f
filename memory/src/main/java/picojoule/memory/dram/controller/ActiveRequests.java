package picojoule.memory.dram.controller;

/**
 * The requests whose row was opened for them, at most one in each bank: they go before all others.
 */
final class ActiveRequests {

  private final BankStates banks;
  private final long[] burst;
  private final int[] row;
  private final long[] arrival;
  private final long[] promotion;
  private final boolean[] write;
  private final int[] owner;
  private final long[] occupied;
  private long promotions;

  ActiveRequests(BankStates banks) {
    this.banks = banks;
    burst = new long[banks.count()];
    row = new int[banks.count()];
    arrival = new long[banks.count()];
    promotion = new long[banks.count()];
    write = new boolean[banks.count()];
    owner = new int[banks.count()];
    occupied = new long[banks.pseudoChannels()];
  }

  /** The banks of a pseudo channel that have one. */
  long occupied(int pseudoChannel) {
    return occupied[pseudoChannel];
  }

  boolean isEmpty() {
    long any = 0;
    for (long banksOfOne : occupied) {
      any |= banksOfOne;
    }
    return any == 0;
  }

  boolean has(int bank) {
    return (occupied[banks.pseudoChannel(bank)] & banks.bit(bank)) != 0;
  }

  boolean isWrite(int bank) {
    return write[bank];
  }

  long burst(int bank) {
    return burst[bank];
  }

  int row(int bank) {
    return row[bank];
  }

  long arrival(int bank) {
    return arrival[bank];
  }

  /** Whether the request of one bank goes before that of another. */
  boolean isOlder(int bank, int other) {
    return arrival[bank] != arrival[other]
        ? arrival[bank] < arrival[other]
        : promotion[bank] < promotion[other];
  }

  /** On whose behalf it is. */
  int owner(int bank) {
    return owner[bank];
  }

  void add(int bank, long addedBurst, int addedRow, long arrived, boolean isWrite, int addedOwner) {
    owner[bank] = addedOwner;
    burst[bank] = addedBurst;
    row[bank] = addedRow;
    arrival[bank] = arrived;
    promotion[bank] = promotions++;
    write[bank] = isWrite;
    occupied[banks.pseudoChannel(bank)] |= banks.bit(bank);
  }

  void remove(int bank) {
    occupied[banks.pseudoChannel(bank)] &= ~banks.bit(bank);
  }

  /**
   * Takes over the state of another one.
   *
   * @param channelMask bits of a burst's number that select its channel
   * @param channelValue those bits here
   */
  void become(ActiveRequests other, long channelMask, long channelValue) {
    for (int bank = 0; bank < burst.length; bank++) {
      burst[bank] = (other.burst[bank] & ~channelMask) | channelValue;
    }
    System.arraycopy(other.row, 0, row, 0, row.length);
    System.arraycopy(other.arrival, 0, arrival, 0, arrival.length);
    System.arraycopy(other.promotion, 0, promotion, 0, promotion.length);
    System.arraycopy(other.write, 0, write, 0, write.length);
    System.arraycopy(other.owner, 0, owner, 0, owner.length);
    System.arraycopy(other.occupied, 0, occupied, 0, occupied.length);
    promotions = other.promotions;
  }
}
