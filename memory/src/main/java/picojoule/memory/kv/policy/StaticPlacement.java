package picojoule.memory.kv.policy;

import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/** HBM until it is full, then external memory; nothing moves. */
final class StaticPlacement implements PlacementPolicy {

  static PolicyKind.PolicyMaker read(Section section) {
    return (surroundings, tuned) -> new StaticPlacement();
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    return table.hasRoom();
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    // Nothing moves.
  }
}
