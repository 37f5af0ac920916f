package picojoule.memory.dram.controller;

/**
 * First-ready, first-come-first-served as Ramulator 2.1 has it: of all requests whose next command
 * is ready, be it ACT, PRE, RD or WR, the oldest goes first; an old request may close the row that
 * younger ones still want.
 */
final class OldestReady implements Scheduler {

  @Override
  public boolean mayHit(RequestBuffer buffer, int bank) {
    return true;
  }

  @Override
  public boolean mayClose(RequestBuffer buffer, int bank) {
    return true;
  }

  @Override
  public boolean mayOpen(RequestBuffer buffer, int bank) {
    return true;
  }

  @Override
  public boolean prefersColumns() {
    return false;
  }

  @Override
  public boolean prefersOpening() {
    return false;
  }
}
