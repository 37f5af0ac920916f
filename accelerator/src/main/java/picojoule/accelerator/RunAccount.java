package picojoule.accelerator;

import java.util.Arrays;
import picojoule.isa.Operand;

/** What every operation of a program did and when, and where the array's time went. */
final class RunAccount {

  private static final Operand[] OPERANDS = Operand.values();

  private final long[] begins;
  private final long[] ends;
  private final long[] macs;
  private final long[] steps;
  private final long[] vectorTicks;
  private final long[][] bytesRead;
  private final long[][] bytesWritten;
  private final long[] lastRead = new long[OPERANDS.length];
  private final long[] stallTicks = new long[StallCause.values().length];

  private long lastWritten;

  RunAccount(int operations) {
    begins = new long[operations];
    Arrays.fill(begins, Long.MAX_VALUE);
    ends = new long[operations];
    macs = new long[operations];
    steps = new long[operations];
    vectorTicks = new long[operations];
    bytesRead = new long[operations][OPERANDS.length];
    bytesWritten = new long[operations][OPERANDS.length];
  }

  void begin(int operation, long now) {
    begins[operation] = Math.min(begins[operation], now);
  }

  void end(int operation, long now) {
    ends[operation] = Math.max(ends[operation], now);
  }

  void macs(int operation, long count, long arraySteps) {
    macs[operation] += count;
    steps[operation] += arraySteps;
  }

  void vectorBusy(int operation, long ticks) {
    vectorTicks[operation] += ticks;
  }

  void moved(int operation, Operand operand, boolean write, long bytes, long now) {
    (write ? bytesWritten : bytesRead)[operation][operand.ordinal()] += bytes;
    if (write) {
      lastWritten = Math.max(lastWritten, now);
    } else {
      lastRead[operand.ordinal()] = Math.max(lastRead[operand.ordinal()], now);
    }
  }

  void stall(StallCause cause, long ticks) {
    stallTicks[cause.ordinal()] += ticks;
  }

  long begin(int operation) {
    return begins[operation];
  }

  long end(int operation) {
    return ends[operation];
  }

  long macs(int operation) {
    return macs[operation];
  }

  long steps(int operation) {
    return steps[operation];
  }

  long vectorTicks(int operation) {
    return vectorTicks[operation];
  }

  long bytesRead(int operation, Operand operand) {
    return bytesRead[operation][operand.ordinal()];
  }

  long bytesWritten(int operation, Operand operand) {
    return bytesWritten[operation][operand.ordinal()];
  }

  /** The tick at which the last operation ended. */
  long lastEnd() {
    return Arrays.stream(ends).max().orElse(0);
  }

  /** The tick at which an operand was last read from DRAM, 0 where it never was. */
  long lastRead(Operand operand) {
    return lastRead[operand.ordinal()];
  }

  /** The tick at which anything was last written to DRAM, 0 where nothing was. */
  long lastWritten() {
    return lastWritten;
  }

  /** Bytes that an operation moved to and from DRAM. */
  long bytes(int operation) {
    return Arrays.stream(bytesRead[operation]).sum() + Arrays.stream(bytesWritten[operation]).sum();
  }

  long stallTicks(StallCause cause) {
    return stallTicks[cause.ordinal()];
  }
}
