package picojoule.memory.dram.controller;

/**
 * First-ready, first-come-first-served with a cap: row hits go before older requests for another
 * row of the bank, but not more of them than a cap before any one request (FR-FCFS+Cap; Mutlu and
 * Moscibroda, MICRO 2007).
 *
 * <p>Among row hits those of banks go first for which requests for another row wait, too, the bank
 * of least number before the others: where several streams come to the end of their rows at the
 * same time, some rows are drained and closed early, and the others fill the time until the next
 * ones are open. The oldest request of all goes before them once twice as many as its queue holds
 * have come after it, so that none starves.
 */
final class RowHitsFirst implements Scheduler {

  /** Puts banks whose rows are to be drained before the order of any request. */
  private static final long DRAINED_FIRST = 1L << Integer.SIZE;

  /**
   * Requests that may come after the oldest one before it goes first, in capacities of its queue.
   */
  private static final long PATIENCE = 2;

  private final int cap;

  RowHitsFirst(int cap) {
    this.cap = cap;
  }

  @Override
  public boolean mayHit(RequestBuffer buffer, int bank) {
    int miss = buffer.oldestMiss(bank);
    return miss == RequestBuffer.NONE
        || buffer.overtaken(miss) < cap
        || buffer.order(buffer.oldestHit(bank)) < buffer.order(miss);
  }

  @Override
  public boolean mayClose(RequestBuffer buffer, int bank) {
    return buffer.oldestHit(bank) == RequestBuffer.NONE || !mayHit(buffer, bank);
  }

  @Override
  public boolean mayOpen(RequestBuffer buffer, int bank) {
    return true;
  }

  @Override
  public boolean takesHitsByAge(RequestBuffer buffer) {
    return !buffer.hasRowsToDrain();
  }

  @Override
  public boolean goesFirst(RequestBuffer buffer, int oldest) {
    return buffer.arrivedSince(oldest) >= PATIENCE * buffer.capacity();
  }

  @Override
  public long hitOrder(RequestBuffer buffer, int bank, int slot) {
    return buffer.oldestMiss(bank) == RequestBuffer.NONE
        ? buffer.order(slot)
        : bank - DRAINED_FIRST;
  }

  @Override
  public boolean prefersColumns() {
    return true;
  }

  @Override
  public boolean prefersOpening() {
    return true;
  }
}
