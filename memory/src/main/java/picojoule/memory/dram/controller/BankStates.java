package picojoule.memory.dram.controller;

import java.util.Arrays;
import picojoule.memory.dram.Organisation;

/** What each bank of a channel is doing: closed, on the way to an open row, or open. */
final class BankStates {

  private static final int CLOSED = -1;
  private static final int ACTIVATING = -2;

  private final int pseudoChannelShift;
  private final int bankMask;
  private final int pseudoChannels;
  private final int[] rows;
  private final long[] openBanks;
  private final long[] activatingBanks;

  /** All closed. */
  BankStates(Organisation organisation) {
    pseudoChannels = organisation.pseudoChannels();
    bankMask = organisation.banksPerPseudoChannel() - 1;
    pseudoChannelShift = Integer.numberOfTrailingZeros(organisation.banksPerPseudoChannel());
    rows = new int[organisation.banksPerChannel()];
    Arrays.fill(rows, CLOSED);
    openBanks = new long[pseudoChannels];
    activatingBanks = new long[pseudoChannels];
  }

  int count() {
    return rows.length;
  }

  int pseudoChannels() {
    return pseudoChannels;
  }

  int pseudoChannel(int bank) {
    return bank >>> pseudoChannelShift;
  }

  /** The bank's bit in a mask of its pseudo channel. */
  long bit(int bank) {
    return 1L << (bank & bankMask);
  }

  /** The bank of a bit. */
  int bank(int pseudoChannel, int bit) {
    return (pseudoChannel << pseudoChannelShift) + bit;
  }

  boolean isOpen(int bank) {
    return rows[bank] >= 0;
  }

  boolean isClosed(int bank) {
    return rows[bank] == CLOSED;
  }

  /** The open row. */
  int row(int bank) {
    return rows[bank];
  }

  /** The open banks of a pseudo channel. */
  long openBanks(int pseudoChannel) {
    return openBanks[pseudoChannel];
  }

  /** The banks of a pseudo channel that had the first half of an activate. */
  long activatingBanks(int pseudoChannel) {
    return activatingBanks[pseudoChannel];
  }

  /** Whether any bank waits for the second half of an activate. */
  boolean isActivating() {
    long any = 0;
    for (long banks : activatingBanks) {
      any |= banks;
    }
    return any != 0;
  }

  /** The first half of an activate went out. */
  void activate(int bank) {
    rows[bank] = ACTIVATING;
    activatingBanks[pseudoChannel(bank)] |= bit(bank);
  }

  void open(int bank, int row) {
    rows[bank] = row;
    openBanks[pseudoChannel(bank)] |= bit(bank);
    activatingBanks[pseudoChannel(bank)] &= ~bit(bank);
  }

  void close(int bank) {
    rows[bank] = CLOSED;
    openBanks[pseudoChannel(bank)] &= ~bit(bank);
  }

  /** Takes over the state of another one of the same organisation. */
  void become(BankStates other) {
    System.arraycopy(other.rows, 0, rows, 0, rows.length);
    System.arraycopy(other.openBanks, 0, openBanks, 0, openBanks.length);
    System.arraycopy(other.activatingBanks, 0, activatingBanks, 0, activatingBanks.length);
  }
}
