package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.Command;

/**
 * The table of rules, one question at a time: how many ticks after a command at one bank may
 * another command come at a bank.
 *
 * @param t the parameters that the rules are made of
 * @param bankGroups of the device
 */
record ReferenceGaps(Dramsim3Timing t, int bankGroups) {

  /** Where the second command's bank is, seen from the first one's. */
  enum Place {
    SAME_BANK,
    SAME_GROUP,
    OTHER_GROUP
  }

  /** No rule. */
  static final int NONE = 0;

  int gap(Command first, Command second, Place place) {
    return switch (first) {
      case RD -> afterRead(second, place);
      case WR -> afterWrite(second, place);
      case ACT -> afterActivate(second, place);
      case PRE -> afterPrecharge(second, place);
      case REF -> second == Command.ACT || second == Command.REF ? t.refreshCycles() : NONE;
      default -> throw new IllegalArgumentException("no command of the profile: " + first);
    };
  }

  private int afterRead(Command second, Place place) {
    return switch (second) {
      case RD -> column(place);
      case WR -> t.readLatency() + t.burst() - t.writeLatency() + t.turnaround();
      case PRE -> ofSameBank(place, t.additiveLatency() + t.readToPrechargeDelay());
      default -> NONE;
    };
  }

  private int afterWrite(Command second, Place place) {
    int endOfData = t.writeLatency() + t.burst();
    return switch (second) {
      case WR -> column(place);
      case RD ->
          endOfData
              + (isNear(place) ? t.writeToReadDelaySameGroup() : t.writeToReadDelayOtherGroup());
      case PRE -> ofSameBank(place, endOfData + t.writeRecovery());
      default -> NONE;
    };
  }

  private int afterActivate(Command second, Place place) {
    return switch (second) {
      case RD -> ofSameBank(place, t.activateToRead());
      case WR -> ofSameBank(place, t.activateToWrite());
      case PRE -> ofSameBank(place, t.activateToPrecharge());
      case ACT -> {
        if (place == Place.SAME_BANK) {
          yield t.activateToPrecharge() + t.prechargeToActivate();
        }
        yield isNear(place) ? t.activateToActivateSameGroup() : t.activateToActivateOtherGroup();
      }
      default -> NONE;
    };
  }

  private int afterPrecharge(Command second, Place place) {
    return switch (second) {
      case ACT, REF -> ofSameBank(place, t.prechargeToActivate());
      case PRE -> place == Place.SAME_BANK ? NONE : t.prechargeToPrecharge();
      default -> NONE;
    };
  }

  private int column(Place place) {
    return Math.max(
        t.burst(), isNear(place) ? t.columnToColumnSameGroup() : t.columnToColumnOtherGroup());
  }

  /** Whether the long distances of a bank group hold; a device of one group has none. */
  private boolean isNear(Place place) {
    return place != Place.OTHER_GROUP && bankGroups > 1;
  }

  private static int ofSameBank(Place place, int gap) {
    return place == Place.SAME_BANK ? gap : NONE;
  }
}
