package picojoule.memory.kv.policy;

import picojoule.config.Section;
import picojoule.memory.kv.access.StepAccess;
import picojoule.memory.kv.cache.PageTable;

/** Of all pages HBM gets its share of the bandwidth, as far as it has room; nothing moves. */
final class ProportionalPlacement implements PlacementPolicy {

  private final double share;

  private ProportionalPlacement(double share) {
    this.share = share;
  }

  static PolicyKind.PolicyMaker read(Section section) {
    return (surroundings, tuned) -> {
      double hbm = surroundings.memories().hbmBandwidth();
      return new ProportionalPlacement(hbm / (hbm + surroundings.memories().externalRead()));
    };
  }

  @Override
  public boolean beginsInHbm(int page, PageTable table) {
    return table.hasRoom() && table.hbmPages() + 1 <= share * (page + 1);
  }

  @Override
  public void afterReading(StepAccess access, PageTable table) {
    // Nothing moves.
  }
}
