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
  boolean isWriting(int reads, int writes) {
    if (writing) {
      writing = writes > low || reads == 0;
    } else {
      writing = writes >= high || reads == 0;
    }
    return writing;
  }
}
