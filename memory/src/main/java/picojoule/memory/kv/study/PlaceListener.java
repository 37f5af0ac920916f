package picojoule.memory.kv.study;

import picojoule.memory.kv.cache.PageTable;

/** Sees where the pages of a layer are after a step. */
public interface PlaceListener {

  void step(int step, PageTable table);
}
