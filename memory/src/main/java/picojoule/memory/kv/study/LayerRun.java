package picojoule.memory.kv.study;

import picojoule.memory.kv.BrokenPlacementException;
import picojoule.memory.kv.access.AccessSource;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;
import picojoule.memory.kv.policy.PlacementPolicy;

/**
 * Decodes with one policy, in one layer. In a step attention reads pages where they are; then the
 * policy moves some; then the new token is written; all of it shares the step's bandwidth.
 */
final class LayerRun {

  private final PagedSpec spec;
  private final PlacementPolicy policy;
  private final AccessSource accesses;
  private final PageTable table;
  private final StepAccess step;
  private double nanoseconds;
  private long hbmRead;
  private long externalRead;
  private long hbmWritten;
  private long externalWritten;
  private long movedIn;
  private long movedOut;

  LayerRun(PagedSpec spec, PlacementPolicy policy, int layer) {
    this.spec = spec;
    this.policy = policy;
    accesses = spec.accesses().layer(layer);
    table = new PageTable(spec.layout(), spec.mostPages(), spec.hbmPages(), spec.externalPages());
    step = new StepAccess(spec.mostPages());
  }

  /** Runs the first so many steps. */
  LayerTotals run(int steps, PlaceListener listener) {
    growTo(spec.promptTokens());
    for (int i = 0; i < steps; i++) {
      step(spec.promptTokens() + i);
      listener.step(i, table);
    }
    return new LayerTotals(
        nanoseconds,
        spec.weightBytes() * steps,
        hbmRead,
        externalRead,
        hbmWritten,
        externalWritten,
        movedIn,
        movedOut);
  }

  private void growTo(int tokens) {
    int pages = spec.layout().pages(tokens);
    while (table.pages() < pages) {
      table.begin(policy.beginsInHbm(table.pages(), table));
    }
    table.grow(tokens);
  }

  private void step(int tokens) {
    step.clear();
    accesses.next(tokens, step);
    long inHbm = 0;
    long outside = 0;
    for (int i = 0; i < step.count(); i++) {
      int page = step.page(i);
      int read = step.tokens(i);
      table.read(page, read);
      if (table.readTokens(page) > spec.layout().filled(page, tokens)) {
        throw new BrokenPlacementException(
            "%d tokens read of page %d, which holds %d"
                .formatted(table.readTokens(page), page, spec.layout().filled(page, tokens)));
      }
      if (table.inHbm(page)) {
        inHbm += read;
      } else {
        outside += read;
      }
    }
    policy.afterReading(step, table);
    growTo(tokens + 1);
    long written = spec.layout().groups();
    long writtenToHbm = newestInHbm();
    table.check();
    finish(inHbm, outside, writtenToHbm, written - writtenToHbm);
  }

  /** Of the head groups of the newest token, those in HBM. */
  private long newestInHbm() {
    long count = 0;
    for (int page = table.pages() - spec.layout().groups(); page < table.pages(); page++) {
      count += table.inHbm(page) ? 1 : 0;
    }
    return count;
  }

  private void finish(long inHbm, long outside, long toHbm, long toOutside) {
    double bytes = spec.layout().tokenBytes();
    nanoseconds +=
        spec.memories()
            .nanoseconds(
                spec.weightBytes() + (inHbm + toHbm + table.movedIn() + table.movedOut()) * bytes,
                (outside + table.movedIn()) * bytes,
                (toOutside + table.movedOut()) * bytes);
    hbmRead += inHbm;
    externalRead += outside;
    hbmWritten += toHbm;
    externalWritten += toOutside;
    movedIn += table.movedIn();
    movedOut += table.movedOut();
    table.endStep();
  }
}
