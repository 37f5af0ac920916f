package picojoule.memory.kv.policy;

import java.util.List;
import picojoule.config.Section;

/** The policies there are. */
public enum PolicyKind {
  /** HBM until it is full; nothing moves. */
  STATIC(StaticPlacement::read),
  /** HBM's share of the pages is its share of the bandwidth; nothing moves. */
  PROPORTIONAL(ProportionalPlacement::read),
  /** Whatever is read comes in, what was not read for longest goes. */
  REACTIVE(LeastRecentlyUsed::read),
  /** The most important pages are in HBM. */
  PAGE(PageImportance::read),
  /** Window and ratio tuned by simulated annealing. */
  ANNEALED(WindowRatio::read),
  /** Moves what will be read again, and only as far as both memories end together. */
  BALANCED(BalancedPlacement::read);

  /** Makes a policy's maker from the policy's section. */
  interface Reader {
    PolicyMaker read(Section section);
  }

  /** Makes the policy of a layer, with the settings found by tuning; none where it has none. */
  public interface PolicyMaker {
    PlacementPolicy make(Surroundings surroundings, List<Integer> tuned);

    /** Whether window and ratio are to be tuned. */
    default boolean isTuned() {
      return false;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
  private final Reader reader;

  PolicyKind(Reader reader) {
    this.reader = reader;
  }

  /** Reads the policy that a section's key {@code policy} names. */
  public static PolicyMaker read(Section section) {
    return section.choice("policy", PolicyKind.class).reader.read(section);
  }
}
