package picojoule.memory.dram.controller;

/** First-come-first-served: only the oldest request of the buffer has commands. */
final class InOrder implements Scheduler {

  @Override
  public boolean mayHit(RequestBuffer buffer, int bank) {
    return buffer.oldest() == buffer.oldestHit(bank);
  }

  @Override
  public boolean mayClose(RequestBuffer buffer, int bank) {
    return buffer.oldest() == buffer.oldestMiss(bank);
  }

  @Override
  public boolean mayOpen(RequestBuffer buffer, int bank) {
    return buffer.oldest() == buffer.oldest(bank);
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
