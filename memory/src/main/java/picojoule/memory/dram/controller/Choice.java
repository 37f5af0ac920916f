package picojoule.memory.dram.controller;

/** The best of the commands that are ready in one tick. */
final class Choice {

  private boolean found;
  private int command;
  private int bank;
  private int slot;
  private long order;

  /** Nothing was looked at yet. */
  void begin() {
    found = false;
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
}
