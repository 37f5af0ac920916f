package picojoule.memory.request;

import picojoule.isa.Operand;
import picojoule.sim.Event;

/**
 * A bulk transfer: rows of equally many bytes at a constant pitch, such as a tile of a matrix. It
 * is owned and reused by a DMA engine and never expanded into a list of bursts. It is also the
 * event of its own completion, so that nothing is allocated for it.
 */
public abstract class Transfer extends Event {

  /** Completions fire before events of lower urgency at the same tick. */
  private static final int PRIORITY = 0;

  private Operand requester = Operand.WEIGHTS;
  private boolean write;
  private long address;
  private int rows;
  private long rowBytes;
  private long pitchBytes;

  private boolean underWay;
  private int unfinishedShares;
  private long beginTick;
  private long finishTick;

  protected Transfer() {
    super(PRIORITY);
  }

  /**
   * Describes what is moved next. Row r begins at address + r · pitchBytes.
   *
   * @param requester whose bytes they are
   * @param write whether they go into the memory
   * @param address of the first byte of the first row
   * @param rows at least one
   * @param rowBytes at least one
   * @param pitchBytes from one row's begin to the next one's, not negative; of no meaning where
   *     there is one row
   * @throws IllegalStateException where the transfer is under way
   */
  public final void configure(
      Operand requester, boolean write, long address, int rows, long rowBytes, long pitchBytes) {
    if (underWay) {
      throw new IllegalStateException("the transfer is under way: " + this);
    }
    if (address < 0 || rows < 1 || rowBytes < 1 || (rows > 1 && pitchBytes < 0)) {
      throw new IllegalArgumentException(
          "no transfer has %d rows of %d bytes at address %d, pitch %d"
              .formatted(rows, rowBytes, address, pitchBytes));
    }
    this.requester = requester;
    this.write = write;
    this.address = address;
    this.rows = rows;
    this.rowBytes = rowBytes;
    this.pitchBytes = pitchBytes;
  }

  /**
   * The last byte has arrived (read), or the data of the last write command has been transferred
   * (write). The transfer may be configured and submitted again from here.
   *
   * @param now the current tick
   */
  protected abstract void completed(long now);

  @Override
  protected final void fire(long now) {
    underWay = false;
    completed(now);
  }

  public final Operand requester() {
    return requester;
  }

  public final boolean isWrite() {
    return write;
  }

  public final long address() {
    return address;
  }

  public final int rows() {
    return rows;
  }

  public final long rowBytes() {
    return rowBytes;
  }

  public final long pitchBytes() {
    return pitchBytes;
  }

  /** All bytes of all rows. */
  public final long bytes() {
    return rows * rowBytes;
  }

  /** The address behind the last byte of the last row. */
  public final long endAddress() {
    return Math.addExact(
        Math.addExact(address, Math.multiplyExact(rows - 1L, rows == 1 ? 0 : pitchBytes)),
        rowBytes);
  }

  /**
   * For memories: refuses what cannot be submitted.
   *
   * @param capacityBytes of the memory
   * @throws IllegalArgumentException where the transfer reaches beyond the memory
   * @throws IllegalStateException where it is already under way
   */
  public final void requireSubmittable(long capacityBytes) {
    if (underWay) {
      throw new IllegalStateException("the transfer is under way: " + this);
    }
    long end = endAddress();
    if (end > capacityBytes) {
      throw new IllegalArgumentException(
          "a transfer from address %d ends at %d, beyond the capacity of %d bytes"
              .formatted(address, end, capacityBytes));
    }
  }

  /** Whether a memory works on it. */
  public final boolean isUnderWay() {
    return underWay;
  }

  /**
   * For memories: the transfer begins, in as many shares as there are channels that take part.
   *
   * @param shares at least one
   * @param tick the current one
   */
  public final void begin(int shares, long tick) {
    if (underWay) {
      throw new IllegalStateException("the transfer is under way: " + this);
    }
    underWay = true;
    unfinishedShares = shares;
    beginTick = tick;
    finishTick = 0;
  }

  /**
   * For memories: some shares finish.
   *
   * @param shares how many
   * @param tick when their last bytes have been moved
   * @return whether they were the last ones; the memory then schedules the transfer at {@link
   *     #finishTick}
   */
  public final boolean finishShares(int shares, long tick) {
    finishTick = Math.max(finishTick, tick);
    unfinishedShares -= shares;
    return unfinishedShares == 0;
  }

  /** The tick at which the transfer began. */
  public final long beginTick() {
    return beginTick;
  }

  /** For memories: the tick at which the last of the finished shares ends. */
  public final long finishTick() {
    return finishTick;
  }
}
