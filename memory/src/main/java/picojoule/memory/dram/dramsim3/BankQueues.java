package picojoule.memory.dram.dramsim3;

import java.util.Arrays;

/**
 * The queue of each bank, its open row, and what it would do next: a set of banks, as bits, for
 * each kind of command. Every queue is in order of arrival; its members are bits of a mask, the
 * oldest being the lowest.
 */
final class BankQueues {

  static final int CLOSED = -1;

  private final Transactions transactions;
  private final int depth;
  private final int rowHitCap;
  private final int[] slots;
  private final int[] sizes;
  private final int[] openRows;
  private final int[] columnCommands;
  private final long[] hits;
  private final long[] writes;

  /** Writes that had an older read of the same burst in the queue when they came. */
  private final long[] dependents;

  private long room;
  private long open;
  private long wantActivate;
  private long wantPrecharge;
  private long wantRead;
  private long wantWrite;
  private int queued;

  BankQueues(Transactions transactions, int banks, int depth, int rowHitCap) {
    this.transactions = transactions;
    this.depth = depth;
    this.rowHitCap = rowHitCap;
    slots = new int[banks * depth];
    sizes = new int[banks];
    openRows = new int[banks];
    Arrays.fill(openRows, CLOSED);
    columnCommands = new int[banks];
    hits = new long[banks];
    writes = new long[banks];
    dependents = new long[banks];
    room = banks == Long.SIZE ? -1L : (1L << banks) - 1;
  }

  /** Banks whose queue has room. */
  long room() {
    return room;
  }

  boolean isEmpty() {
    return queued == 0;
  }

  /** Banks with an open row. */
  long open() {
    return open;
  }

  /** Closed banks with work. */
  long wantActivate() {
    return wantActivate;
  }

  /** Banks whose oldest request needs another row than the open one, and may have it. */
  long wantPrecharge() {
    return wantPrecharge;
  }

  /** Banks with a read of the open row. */
  long wantRead() {
    return wantRead;
  }

  /** Banks with a write of the open row that waits for no read. */
  long wantWrite() {
    return wantWrite;
  }

  /** The row that the oldest request of a bank needs. */
  int oldestRow(int bank) {
    return transactions.row(slots[bank * depth]);
  }

  /** Column commands since the bank's row was opened. */
  int columnCommands(int bank) {
    return columnCommands[bank];
  }

  /** Appends to a queue with room; whether the bank now wants something else than before. */
  boolean add(int slot, int bank) {
    int size = sizes[bank];
    int start = bank * depth;
    long bit = 1L << size;
    int row = transactions.row(slot);
    if (transactions.isWrite(slot)) {
      writes[bank] |= bit;
      for (int i = 0; i < size; i++) {
        int older = slots[start + i];
        if (!transactions.isWrite(older) && sameBurst(older, slot)) {
          dependents[bank] |= bit;
        }
      }
    }
    if (row == openRows[bank]) {
      hits[bank] |= bit;
    }
    slots[start + size] = slot;
    sizes[bank] = size + 1;
    queued++;
    if (size + 1 == depth) {
      room &= ~(1L << bank);
    }
    long activate = wantActivate;
    long precharge = wantPrecharge;
    long read = wantRead;
    long write = wantWrite;
    decideWants(bank);
    return ((activate ^ wantActivate)
            | (precharge ^ wantPrecharge)
            | (read ^ wantRead)
            | (write ^ wantWrite))
        != 0;
  }

  /** The oldest hit of a bank that is of a kind that may go, as its place in the queue. */
  int oldestHit(int bank, boolean readsMayGo, boolean writesMayGo) {
    long may = 0;
    if (readsMayGo) {
      may = hits[bank] & ~writes[bank];
    }
    if (writesMayGo) {
      may |= freeWriteHits(bank);
    }
    return Long.numberOfTrailingZeros(may);
  }

  /** The request at a place in a queue. */
  int slot(int bank, int place) {
    return slots[bank * depth + place];
  }

  /** The column command of the request at a place goes out, and the request out of the queue. */
  void serve(int bank, int place) {
    int start = bank * depth;
    int size = --sizes[bank];
    for (int i = start + place; i < start + size; i++) {
      slots[i] = slots[i + 1];
    }
    hits[bank] = without(hits[bank], place);
    writes[bank] = without(writes[bank], place);
    dependents[bank] = without(dependents[bank], place);
    columnCommands[bank]++;
    queued--;
    room |= 1L << bank;
    decideWants(bank);
  }

  void opened(int bank, int row) {
    openRows[bank] = row;
    open |= 1L << bank;
    long rowHits = 0;
    for (int i = 0; i < sizes[bank]; i++) {
      if (transactions.row(slots[bank * depth + i]) == row) {
        rowHits |= 1L << i;
      }
    }
    hits[bank] = rowHits;
    decideWants(bank);
  }

  void closed(int bank) {
    openRows[bank] = CLOSED;
    open &= ~(1L << bank);
    hits[bank] = 0;
    columnCommands[bank] = 0;
    decideWants(bank);
  }

  private void decideWants(int bank) {
    long bit = 1L << bank;
    long others = ~bit;
    long activate = wantActivate & others;
    long precharge = wantPrecharge & others;
    long read = wantRead & others;
    long write = wantWrite & others;
    if (sizes[bank] > 0) {
      if ((open & bit) == 0) {
        activate |= bit;
      } else {
        long rowHits = hits[bank];
        if ((rowHits & 1) == 0 && (rowHits == 0 || columnCommands[bank] >= rowHitCap)) {
          precharge |= bit;
        }
        if ((rowHits & ~writes[bank]) != 0) {
          read |= bit;
        }
        if ((rowHits & writes[bank]) != 0 && freeWriteHits(bank) != 0) {
          write |= bit;
        }
      }
    }
    wantActivate = activate;
    wantPrecharge = precharge;
    wantRead = read;
    wantWrite = write;
  }

  /** Writes of the open row that have no older read of the same burst before them. */
  private long freeWriteHits(int bank) {
    long writeHits = hits[bank] & writes[bank];
    for (long left = writeHits & dependents[bank]; left != 0; left &= left - 1) {
      int place = Long.numberOfTrailingZeros(left);
      int slot = slot(bank, place);
      for (int i = 0; i < place; i++) {
        int older = slot(bank, i);
        if (!transactions.isWrite(older) && sameBurst(older, slot)) {
          writeHits &= ~(1L << place);
        }
      }
    }
    return writeHits;
  }

  private boolean sameBurst(int one, int other) {
    return transactions.row(one) == transactions.row(other)
        && transactions.column(one) == transactions.column(other);
  }

  /** A mask when the member at a place is gone and the later ones have moved up. */
  private static long without(long mask, int place) {
    long before = mask & ((1L << place) - 1);
    return before | (mask >>> place >>> 1) << place;
  }
}
