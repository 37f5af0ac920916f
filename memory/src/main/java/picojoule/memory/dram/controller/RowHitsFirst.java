package picojoule.memory.dram.controller;

/**
 * First-ready, first-come-first-served with a cap: row hits go before older requests for another
 * row of the bank, but not more of them than a cap before any one request (FR-FCFS+Cap; Mutlu and
 * Moscibroda, MICRO 2007).
 */
final class RowHitsFirst implements Scheduler {

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
  public boolean prefersColumns() {
    return true;
  }

  @Override
  public boolean prefersOpening() {
    return true;
  }
}
