package picojoule.memory.dram.replay;

/** What a replay counted. Times are in controller ticks. */
public final class ReplayStatistics {

  private final long ticks;
  private final long lastAcceptTick;
  private final long reads;
  private final long writes;
  private final long activates;
  private final long precharges;
  private final long prechargesAll;
  private final long refreshes;
  private final long rowHits;
  private final long rowMisses;
  private final long rowConflicts;
  private final long completedReads;
  private final long readLatencyTicks;
  private final long longestReadLatencyTicks;
  private final long forwardedReads;
  private final long coalescedWrites;
  private final long allBanksIdleTicks;
  private final long activeTicks;

  private ReplayStatistics(Builder builder) {
    ticks = builder.ticks;
    lastAcceptTick = builder.lastAcceptTick;
    reads = builder.reads;
    writes = builder.writes;
    activates = builder.activates;
    precharges = builder.precharges;
    prechargesAll = builder.prechargesAll;
    refreshes = builder.refreshes;
    rowHits = builder.rowHits;
    rowMisses = builder.rowMisses;
    rowConflicts = builder.rowConflicts;
    completedReads = builder.completedReads;
    readLatencyTicks = builder.readLatencyTicks;
    longestReadLatencyTicks = builder.longestReadLatencyTicks;
    forwardedReads = builder.forwardedReads;
    coalescedWrites = builder.coalescedWrites;
    allBanksIdleTicks = builder.allBanksIdleTicks;
    activeTicks = builder.activeTicks;
  }

  /** Controller ticks until every request was accepted and complete. */
  public long ticks() {
    return ticks;
  }

  /** The tick in which the last request was accepted; -1 without requests. */
  public long lastAcceptTick() {
    return lastAcceptTick;
  }

  /** Read commands. */
  public long reads() {
    return reads;
  }

  /** Write commands. */
  public long writes() {
    return writes;
  }

  /** Activate commands. */
  public long activates() {
    return activates;
  }

  /** Precharge commands to one bank. */
  public long precharges() {
    return precharges;
  }

  /** Precharge commands to all banks. */
  public long prechargesAll() {
    return prechargesAll;
  }

  /** Refresh commands. */
  public long refreshes() {
    return refreshes;
  }

  /** Column commands that found their row open, as the profile defines it. */
  public long rowHits() {
    return rowHits;
  }

  /** Activates of banks that were idle, as the profile defines it. */
  public long rowMisses() {
    return rowMisses;
  }

  /** Rows closed for another row, as the profile defines it. */
  public long rowConflicts() {
    return rowConflicts;
  }

  /** Reads that returned data, forwarded and merged ones among them. */
  public long completedReads() {
    return completedReads;
  }

  /** Sum over all reads of the ticks from acceptance to the end of the data. */
  public long readLatencyTicks() {
    return readLatencyTicks;
  }

  /** The longest of them. */
  public long longestReadLatencyTicks() {
    return longestReadLatencyTicks;
  }

  /** Reads answered from the write queue. */
  public long forwardedReads() {
    return forwardedReads;
  }

  /** Writes absorbed by a queued write to the same address. */
  public long coalescedWrites() {
    return coalescedWrites;
  }

  /** Ticks in which no row was open, summed over ranks. */
  public long allBanksIdleTicks() {
    return allBanksIdleTicks;
  }

  /** Ticks in which some row was open, summed over ranks. */
  public long activeTicks() {
    return activeTicks;
  }

  /** The mean latency of reads in ticks; 0 without reads. */
  public double meanReadLatencyTicks() {
    return completedReads == 0 ? 0 : (double) readLatencyTicks / completedReads;
  }

  /** Gathers the counts of a finished replay; what is not set is zero. */
  public static final class Builder {

    private long ticks;
    private long lastAcceptTick;
    private long reads;
    private long writes;
    private long activates;
    private long precharges;
    private long prechargesAll;
    private long refreshes;
    private long rowHits;
    private long rowMisses;
    private long rowConflicts;
    private long completedReads;
    private long readLatencyTicks;
    private long longestReadLatencyTicks;
    private long forwardedReads;
    private long coalescedWrites;
    private long allBanksIdleTicks;
    private long activeTicks;

    /** Sets {@link ReplayStatistics#ticks}. */
    public Builder ticks(long value) {
      ticks = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#lastAcceptTick}. */
    public Builder lastAcceptTick(long value) {
      lastAcceptTick = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#reads}. */
    public Builder reads(long value) {
      reads = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#writes}. */
    public Builder writes(long value) {
      writes = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#activates}. */
    public Builder activates(long value) {
      activates = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#precharges}. */
    public Builder precharges(long value) {
      precharges = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#prechargesAll}. */
    public Builder prechargesAll(long value) {
      prechargesAll = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#refreshes}. */
    public Builder refreshes(long value) {
      refreshes = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#rowHits}. */
    public Builder rowHits(long value) {
      rowHits = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#rowMisses}. */
    public Builder rowMisses(long value) {
      rowMisses = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#rowConflicts}. */
    public Builder rowConflicts(long value) {
      rowConflicts = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#completedReads}. */
    public Builder completedReads(long value) {
      completedReads = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#readLatencyTicks}. */
    public Builder readLatencyTicks(long value) {
      readLatencyTicks = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#longestReadLatencyTicks}. */
    public Builder longestReadLatencyTicks(long value) {
      longestReadLatencyTicks = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#forwardedReads}. */
    public Builder forwardedReads(long value) {
      forwardedReads = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#coalescedWrites}. */
    public Builder coalescedWrites(long value) {
      coalescedWrites = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#allBanksIdleTicks}. */
    public Builder allBanksIdleTicks(long value) {
      allBanksIdleTicks = value;
      return this;
    }

    /** Sets {@link ReplayStatistics#activeTicks}. */
    public Builder activeTicks(long value) {
      activeTicks = value;
      return this;
    }

    /** The statistics. */
    public ReplayStatistics build() {
      return new ReplayStatistics(this);
    }
  }
}
