package picojoule.memory.dram;

/**
 * Whether a controller serves reads or writes. It turns to writes when they reach the high
 * watermark or no read waits, and back to waiting reads at the low watermark.
 */
final class WriteDrain {

  private final int high;
  private final int low;
  private boolean writing;

  WriteDrain(int high, int low) {
    this.high = high;
    this.low = low;
  }

  /** Decides for one cycle. */
  void decide(int reads, int writes) {
    if (writing) {
      writing = writes > low || reads == 0;
    } else {
      writing = writes >= high || (reads == 0 && writes > 0);
    }
  }

  boolean writing() {
    return writing;
  }
}
