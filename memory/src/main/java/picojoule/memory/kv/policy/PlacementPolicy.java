package picojoule.memory.kv.policy;

import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/** Decides for one layer which memory its pages are in. */
public interface PlacementPolicy {

  /**
   * Where the next page begins, for the prompt's pages as for later ones. The answer must fit the
   * memories; a policy may move others out first.
   *
   * @param page the one that begins, {@code table.pages()}
   * @return whether in HBM
   */
  boolean beginsInHbm(int page, PageTable table);

  /** Moves pages, after attention has read what a step reads. */
  void afterReading(StepAccess access, PageTable table);
}
