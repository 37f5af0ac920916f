package picojoule.memory.dram.controller;

/** The best of the commands looked at in one tick, and when one of the others may be ready. */
final class Choice {

  private static final long NEVER = Long.MAX_VALUE;

  private boolean found;
  private int command;
  private int bank;
  private int slot;
  private long order;
  private long wake;

  /** Nothing was looked at yet. */
  void begin() {
    found = false;
    wake = NEVER;
    order = Long.MAX_VALUE;
  }

  /** A command is ready; the one of least order wins. */
  void offer(int readyCommand, int ofBank, int ofSlot, long ofOrder) {
    if (!found || ofOrder < order) {
      found = true;
      command = readyCommand;
      bank = ofBank;
      slot = ofSlot;
      order = ofOrder;
    }
  }

  /** Something may be ready at a later tick. */
  void wakeAt(long tick) {
    wake = Math.min(wake, tick);
  }

  boolean isFound() {
    return found;
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

  /** The first later tick at which something looked at may be ready. */
  long wake() {
    return wake;
  }
}
