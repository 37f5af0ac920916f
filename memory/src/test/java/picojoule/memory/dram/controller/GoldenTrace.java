package picojoule.memory.dram.controller;

import java.util.Locale;
import picojoule.memory.dram.replay.RequestSource;

/**
 * The requests of the golden runs, made rather than stored. PRNG: splitmix64 (Steele, Lea and
 * Flood, OOPSLA 2014), one draw per block, modulo a power of two.
 */
final class GoldenTrace implements RequestSource {

  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;
  private static final int STREAM_MEBIBYTES = 64;
  private static final int SMALLEST_BLOCK = 64;
  private static final int RANDOM_BLOCKS = 100_000;
  private static final int STRIDED_READS = 50_000;
  private static final int STREAMS = 4;
  private static final int STREAM_SHARE_MEBIBYTES = 4;
  private static final int BURSTS = 200;
  private static final int BURST_BYTES = 16 << 10;
  private static final int BURST_NANOSECONDS = 3000;
  private static final int[] GAP_NANOSECONDS = {2000, 10_000, 50_000, 200_000};
  private static final int PAGES = 2000;
  private static final int PAGE_BYTES = 4 << 10;

  /** The kinds of traces. */
  enum Kind {
    A_STREAM_RD(0),
    B_STREAM_WR(0),
    C_MIX21(0),
    D_RANDOM(0xD0D0),
    E1_STRIDE_ROW(0),
    E2_CONFLICT(0),
    F_4STREAMS(0),
    G_BURSTY(0x6060),
    H_KVCACHE(0x4B56);

    private final long seed;

    Kind(long seed) {
      this.seed = seed;
    }

    /** Its name in the golden data. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  private final Kind kind;
  private final int burstBytes;
  private final long rowBytes;
  private final int banks;
  private final int tickPicoseconds;
  private final long count;
  private long at = -1;
  private long random;
  private long block;
  private boolean write;
  private long address;
  private long nanosecond;

  /**
   * A trace before its first request.
   *
   * @param rowBytes of a row
   * @param banks of the channel, all of them
   */
  GoldenTrace(Kind kind, int burstBytes, int rowBytes, int banks, int tickPicoseconds) {
    this.kind = kind;
    this.burstBytes = burstBytes;
    this.rowBytes = rowBytes;
    this.banks = banks;
    this.tickPicoseconds = tickPicoseconds;
    random = kind.seed;
    count =
        switch (kind) {
          case A_STREAM_RD, B_STREAM_WR, C_MIX21 -> STREAM_MEBIBYTES * MEBIBYTE / burstBytes;
          case D_RANDOM -> (long) RANDOM_BLOCKS * blockBytes() / burstBytes;
          case E1_STRIDE_ROW, E2_CONFLICT -> STRIDED_READS;
          case F_4STREAMS -> STREAMS * STREAM_SHARE_MEBIBYTES * MEBIBYTE / burstBytes;
          case G_BURSTY -> (long) BURSTS * BURST_BYTES / burstBytes;
          case H_KVCACHE -> (long) PAGES * PAGE_BYTES / burstBytes;
        };
  }

  long count() {
    return count;
  }

  private int blockBytes() {
    return Math.max(SMALLEST_BLOCK, burstBytes);
  }

  @Override
  public boolean next() {
    if (at + 1 >= count) {
      return false;
    }
    at++;
    write = false;
    switch (kind) {
      case A_STREAM_RD -> address = at * burstBytes;
      case B_STREAM_WR -> stream(true);
      case C_MIX21 -> stream(at % 3 == 2);
      case D_RANDOM -> randomBlock(blockBytes());
      case E1_STRIDE_ROW -> address = at * rowBytes % GIBIBYTE;
      case E2_CONFLICT -> address = at * rowBytes * banks % GIBIBYTE;
      case F_4STREAMS -> {
        long offset = at / STREAMS * burstBytes;
        address =
            offset / rowBytes * rowBytes * banks + at % STREAMS * rowBytes + offset % rowBytes;
      }
      case G_BURSTY -> {
        long burst = at * burstBytes / BURST_BYTES;
        if (at > 0 && at * burstBytes % BURST_BYTES == 0) {
          nanosecond +=
              BURST_NANOSECONDS + GAP_NANOSECONDS[(int) ((burst - 1) % GAP_NANOSECONDS.length)];
        }
        randomBlock(BURST_BYTES);
        write = at % 4 == 3;
      }
      case H_KVCACHE -> randomBlock(PAGE_BYTES);
    }
    return true;
  }

  private void stream(boolean writes) {
    write = writes;
    address = at * burstBytes;
  }

  /** A block at a random place, burst by burst. */
  private void randomBlock(int bytes) {
    long offset = at * burstBytes % bytes;
    if (offset == 0) {
      block = (draw() & ((GIBIBYTE / bytes) - 1)) * bytes;
    }
    address = block + offset;
  }

  private long draw() {
    random += 0x9E3779B97F4A7C15L;
    long mixed = (random ^ (random >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public boolean isWrite() {
    return write;
  }

  @Override
  public long address() {
    return address;
  }

  /** The time in nanoseconds that the trace's text has. */
  long earliestNanosecond() {
    return nanosecond;
  }

  @Override
  public long earliestTick() {
    return -Math.floorDiv(-nanosecond * 1000, tickPicoseconds);
  }
}
