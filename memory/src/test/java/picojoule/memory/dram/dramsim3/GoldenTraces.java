package picojoule.memory.dram.dramsim3;

import java.util.ArrayList;
import java.util.List;

/**
 * The traces behind the golden results: what {@code gen_traces.py}, which made them, makes.
 *
 * @param burstBytes of one transaction
 * @param rowBytes of one row
 * @param banks of the channel
 * @param clockPeriodFemtoseconds into which times in nanoseconds are rounded up
 */
record GoldenTraces(int burstBytes, int rowBytes, int banks, long clockPeriodFemtoseconds) {

  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;
  private static final long FEMTOSECONDS_PER_NANOSECOND = 1_000_000;

  List<RequestList.Entry> trace(String name) {
    return switch (name) {
      case "a_stream_rd" -> stream(0, 1);
      case "b_stream_wr" -> stream(1, 1);
      case "c_mix21" -> stream(1, 3);
      case "d_random" -> blocks(0xD0D0, 100_000, Math.max(64, burstBytes));
      case "e1_stride_row" -> strides(rowBytes);
      case "e2_conflict" -> strides((long) rowBytes * banks);
      case "f_4streams" -> fourStreams();
      case "g_bursty" -> bursts();
      case "h_kvcache" -> blocks(0x4B56, 2000, 4096);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Sequential; the last so many of every few are writes. */
  private List<RequestList.Entry> stream(int writes, int of) {
    List<RequestList.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 64 * MEBIBYTE / burstBytes; i++) {
      add(entries, i % of >= of - writes, (long) i * burstBytes, 0);
    }
    return entries;
  }

  /** Blocks at random, each read in order. */
  private List<RequestList.Entry> blocks(long seed, int count, int bytes) {
    SplitMix random = new SplitMix(seed);
    List<RequestList.Entry> entries = new ArrayList<>();
    for (int block = 0; block < count; block++) {
      long base = random.below(GIBIBYTE / bytes) * bytes;
      for (int i = 0; i < bytes / burstBytes; i++) {
        add(entries, false, base + (long) i * burstBytes, 0);
      }
    }
    return entries;
  }

  private List<RequestList.Entry> strides(long stride) {
    List<RequestList.Entry> entries = new ArrayList<>();
    for (long i = 0; i < 50_000; i++) {
      add(entries, false, i * stride % GIBIBYTE, 0);
    }
    return entries;
  }

  /** Four in turn, each in a bank of its own. */
  private List<RequestList.Entry> fourStreams() {
    List<RequestList.Entry> entries = new ArrayList<>();
    int burstsPerRow = rowBytes / burstBytes;
    for (int i = 0; i < 4 * MEBIBYTE / burstBytes; i++) {
      long row = (long) (i / burstsPerRow) * rowBytes * banks;
      for (int stream = 0; stream < 4; stream++) {
        long column = (long) (i % burstsPerRow) * burstBytes;
        add(entries, false, row + (long) stream * rowBytes + column, 0);
      }
    }
    return entries;
  }

  /** 16 KiB with every fourth transaction a write, then a pause; 200 times. */
  private List<RequestList.Entry> bursts() {
    SplitMix random = new SplitMix(0x6060);
    long[] pauses = {2_000, 10_000, 50_000, 200_000};
    List<RequestList.Entry> entries = new ArrayList<>();
    long nanoseconds = 0;
    for (int burst = 0; burst < 200; burst++) {
      long base = random.below(GIBIBYTE / 16_384) * 16_384;
      for (int i = 0; i < 16_384 / burstBytes; i++) {
        add(entries, i % 4 == 3, base + (long) i * burstBytes, nanoseconds);
      }
      nanoseconds += 3_000 + pauses[burst % 4];
    }
    return entries;
  }

  private void add(List<RequestList.Entry> entries, boolean write, long address, long nanoseconds) {
    long tick = -Math.floorDiv(-nanoseconds * FEMTOSECONDS_PER_NANOSECOND, clockPeriodFemtoseconds);
    entries.add(new RequestList.Entry(write, address, tick));
  }

  /** splitmix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static final class SplitMix {

    private long state;

    SplitMix(long seed) {
      state = seed;
    }

    /** A number below a power of two. */
    long below(long bound) {
      state += 0x9E3779B97F4A7C15L;
      long mixed = state;
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      return (mixed ^ (mixed >>> 31)) & (bound - 1);
    }
  }
}
