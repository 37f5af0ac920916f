package picojoule.memory.dram.controller;

/**
 * The best of the commands of one kind that are ready in one tick, and from when on any of the
 * others may be.
 */
final class Choice {

  private static final long NEVER = Long.MAX_VALUE;

  private boolean found;
  private int command;
  private int bank;
  private int slot;
  private long order;
  private long bound;

  /** Nothing was looked at yet. */
  void begin() {
    found = false;
    bound = NEVER;
  }

  /** A command is ready from a tick on; of those that are ready now the one of least order wins. */
  void offer(int offered, int ofBank, int ofSlot, long ofOrder, long ready, long now) {
    if (ready > now || (found && ofOrder > order)) {
      bound = Math.min(bound, ready);
      return;
    }
    if (found) {
      bound = now;
    }
    found = true;
    command = offered;
    bank = ofBank;
    slot = ofSlot;
    order = ofOrder;
  }

  /** Commands that are not looked at are not ready before a tick. */
  void notBefore(long tick) {
    bound = Math.min(bound, tick);
  }

  boolean isFound() {
    return found;
  }

  /** A tick before which no command is ready but the best one. */
  long bound() {
    return bound;
  }

  /** Whether it goes before the best one of another kind. */
  boolean isBefore(Choice other) {
    return !other.found || order < other.order;
  }

  int command() {
    return command;
  }

  int bank() {
    return bank;
  }

  /** The request's slot in its buffer, or {@link RequestBuffer#NONE} for an active request. */
  int slot() {
    return slot;
  }
}
