package picojoule.memory.dram.controller;

/**
 * Whether a controller serves reads or writes. It turns to writes when more than a high mark wait
 * or no read does, and back to waiting reads below the low mark.
 */
final class WriteMode {

  private final int high;
  private final int low;
  private boolean writing;

  WriteMode(int high, int low) {
    this.high = high;
    this.low = low;
  }

  /** Decides for the requests that wait now. */
  boolean decide(int reads, int writes) {
    writing = next(reads, writes);
    return writing;
  }

  /** Whether the next decision will be another one. */
  boolean isAboutToTurn(int reads, int writes) {
    return writing != next(reads, writes);
  }

  private boolean next(int reads, int writes) {
    return reads == 0 || writes >= (writing ? low + 1 : high);
  }

  /** Takes over the state of another one. */
  void become(WriteMode other) {
    writing = other.writing;
  }
}
