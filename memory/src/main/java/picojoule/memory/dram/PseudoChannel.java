package picojoule.memory.dram;

/**
 * The controller and the banks of one pseudo channel. It knows the next cycle at which it would
 * issue a column command and a row command, or has to look at its queues again; between these
 * cycles nothing changes.
 *
 * <p>In one cycle it fills its queues, chooses between reads and writes, issues at most one column
 * command and then at most one row command. Of the row hits of the chosen queue the oldest that is
 * ready goes first; of the banks without one, the bank whose oldest request is the oldest of those
 * that are ready gets its {@code PRE} or {@code ACT}. A due refresh stops everything else: {@code
 * PREA} if any bank is open, then {@code REF}.
 */
final class PseudoChannel {

  private static final int CLOSED = -1;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int ACT = Command.ACT.ordinal();
  private static final int PRE = Command.PRE.ordinal();
  private static final int PREA = Command.PREA.ordinal();
  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();
  private static final int REF = Command.REF.ordinal();

  private final Channel channel;
  private final CommandTimes times;
  private final AddressMapping mapping;
  private final int firstBank;
  private final int refreshInterval;
  private final ShareQueue shares;
  private final RequestQueue reads;
  private final RequestQueue writes;
  private final WriteDrain drain;
  private final long[] issued = new long[Command.COUNT];
  private final long[] counted = new long[Command.COUNT];

  private RequestQueue active;
  private int columnCommand = RD;
  private long openBanks;
  private long age;
  private long consecutive;
  private long nextLeapAge;
  private long refreshCycle;

  private long columnCycle = NEVER;
  private int columnBank;
  private long rowCycle = NEVER;
  private int rowBank;
  private int rowCommand;

  /** What the choice of the row command was made from. */
  private RequestQueue rowQueue;

  private long rowBanks;

  /** Whether RD and WR delay the ACT and PRE of no other bank, so that a choice stays good. */
  private final boolean columnsLeaveRowsAlone;

  private long decisionCycle;

  PseudoChannel(Channel channel, int number, DramSpec spec, CommandTimes times, ShareQueue shares) {
    this.channel = channel;
    this.times = times;
    this.shares = shares;
    mapping = spec.mapping();
    int banks = spec.organisation().banksPerPseudoChannel();
    firstBank = number * banks;
    refreshInterval = spec.timing().refreshInterval();
    refreshCycle = refreshInterval;
    ControllerSpec controller = spec.controller();
    reads = new RequestQueue(controller.readQueue(), banks, controller.rowHitCap());
    writes = new RequestQueue(controller.writeQueue(), banks, controller.rowHitCap());
    drain = new WriteDrain(controller.writeHighWatermark(), controller.writeLowWatermark());
    active = reads;
    rowQueue = reads;
    columnsLeaveRowsAlone =
        spec.constraints().stream()
            .noneMatch(
                rule ->
                    !rule.preceding().isRow()
                        && (rule.following() == Command.ACT || rule.following() == Command.PRE)
                        && rule.level() != Level.BANK);
  }

  ShareQueue shares() {
    return shares;
  }

  RequestQueue reads() {
    return reads;
  }

  RequestQueue writes() {
    return writes;
  }

  long issued(Command command) {
    return issued[command.ordinal()];
  }

  /** Commands issued since the last call. */
  long takeUncounted(Command command) {
    int index = command.ordinal();
    long uncounted = issued[index] - counted[index];
    counted[index] = issued[index];
    return uncounted;
  }

  /** The next cycle at which something happens here if nothing new is submitted. */
  long nextCycle() {
    return Math.min(decisionCycle, Math.min(columnCycle, rowCycle));
  }

  boolean hasWork() {
    return !shares.isEmpty() || reads.size() > 0 || writes.size() > 0;
  }

  /** A share is about to arrive: there is something to decide then. */
  void expect(long arrivalCycle) {
    decisionCycle = Math.min(decisionCycle, arrivalCycle);
  }

  boolean mustDecide(long cycle) {
    return decisionCycle <= cycle;
  }

  /** Moves bursts, in order, from the arrived shares into the queues while there is room. */
  void fill(long cycle) {
    while (!shares.isEmpty()) {
      Share share = shares.first();
      RequestQueue queue = share.transfer().isWrite() ? writes : reads;
      if (share.arrivalCycle() > cycle || queue.isFull()) {
        return;
      }
      long burst = share.burst();
      consecutive = share.continues() ? consecutive + 1 : 1;
      queue.add(share, burst, mapping.bank(burst), mapping.row(burst), age++);
      if (!share.queueAndStep()) {
        shares.removeFirst();
      }
    }
  }

  /**
   * Decides for a cycle right away if nothing can still be submitted that would have to be looked
   * at before.
   *
   * @param end the first cycle that something not yet submitted could reach
   */
  void decideAhead(long cycle, long end) {
    if (decisionCycle == cycle) {
      fill(cycle);
      if (cycle < end || !shares.isEmpty()) {
        decide(cycle);
      }
    }
  }

  /** Chooses the next commands after a change of the queues or of the banks. */
  void decide(long cycle) {
    drain.decide(reads.size(), writes.size());
    active = drain.writing() ? writes : reads;
    columnCommand = drain.writing() ? WR : RD;
    decisionCycle = NEVER;
    if (!shares.isEmpty() && shares.first().arrivalCycle() > cycle) {
      decisionCycle = shares.first().arrivalCycle();
    }
    if (cycle >= refreshCycle) {
      columnCycle = NEVER;
      rowCommand = openBanks == 0 ? REF : PREA;
      rowBank = 0;
      rowCycle = Math.max(cycle, times.shared(rowCommand, firstBank));
    } else {
      decisionCycle = Math.min(decisionCycle, refreshCycle);
      chooseColumn(cycle);
      boolean sameRowChoice =
          columnsLeaveRowsAlone
              && rowCycle != NEVER
              && active == rowQueue
              && active.rowBanks() == rowBanks;
      if (!sameRowChoice) {
        chooseRow(cycle);
      }
    }
  }

  private void chooseColumn(long cycle) {
    columnCycle = NEVER;
    long floor = Math.max(cycle, times.shared(columnCommand, firstBank));
    for (long left = active.columnBanks(); left != 0; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      long ready = Math.max(floor, times.own(columnCommand, firstBank + bank));
      if (ready < columnCycle
          || (ready == columnCycle && active.hitAge(bank) < active.hitAge(columnBank))) {
        columnCycle = ready;
        columnBank = bank;
      }
    }
  }

  private void chooseRow(long cycle) {
    rowCycle = NEVER;
    rowQueue = active;
    long wanted = active.rowBanks();
    rowBanks = wanted;
    if (wanted != 0) {
      chooseRow(ACT, wanted & ~openBanks, cycle);
      chooseRow(PRE, wanted & openBanks, cycle);
    }
  }

  private void chooseRow(int command, long banks, long cycle) {
    long floor = Math.max(cycle, times.shared(command, firstBank));
    for (long left = floor <= rowCycle ? banks : 0; left != 0; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      long ready = Math.max(floor, times.own(command, firstBank + bank));
      if (ready < rowCycle
          || (ready == rowCycle && active.oldestAge(bank) < active.oldestAge(rowBank))) {
        rowCycle = ready;
        rowBank = bank;
        rowCommand = command;
      }
    }
  }

  /** Issues the column command of a cycle, if there is one and the bus is free. */
  void columnSlot(long cycle) {
    if (columnCycle > cycle) {
      return;
    }
    if (times.bus(columnCommand) > cycle) {
      chooseColumn(cycle);
      if (columnCycle > cycle) {
        return;
      }
    }
    long burst = active.hitBurst(columnBank);
    Share share = active.removeHit(columnBank);
    times.issue(columnCommand, firstBank + columnBank, cycle);
    issued[columnCommand]++;
    channel.columnIssued(columnCommand, cycle, firstBank + columnBank, burst);
    if (share.issued(cycle)) {
      channel.shareIssued(share, cycle);
      shares.reuse(share);
    }
    columnCycle = NEVER;
    if ((active.rowBanks() >>> columnBank & 1) != 0) {
      // Its row is of no use any more: perhaps it can be closed at once.
      chooseRow(cycle);
    }
    decisionCycle = cycle + 1;
  }

  /** Issues the row command of a cycle, if there is one and the bus is free. */
  void rowSlot(long cycle) {
    if (rowCycle > cycle) {
      return;
    }
    if (times.bus(rowCommand) > cycle) {
      chooseRowAgain(cycle);
      if (rowCycle > cycle) {
        return;
      }
    }
    times.issue(rowCommand, firstBank + rowBank, cycle);
    issued[rowCommand]++;
    int row = CLOSED;
    if (rowCommand == REF) {
      refreshCycle += refreshInterval;
    } else if (rowCommand == PREA) {
      for (long left = openBanks; left != 0; left &= left - 1) {
        setRow(Long.numberOfTrailingZeros(left), CLOSED);
      }
    } else {
      active.rowCommand(rowBank, rowCommand == PRE);
      row = rowCommand == ACT ? active.oldestRow(rowBank) : CLOSED;
      setRow(rowBank, row);
    }
    channel.rowIssued(rowCommand, cycle, firstBank + rowBank, row);
    rowCycle = NEVER;
    decisionCycle = cycle + 1;
  }

  private void chooseRowAgain(long cycle) {
    if (rowCommand == REF || rowCommand == PREA) {
      rowCycle = Math.max(cycle, times.shared(rowCommand, firstBank));
    } else {
      chooseRow(cycle);
    }
  }

  private void setRow(int bank, int row) {
    long bit = 1L << bank;
    openBanks = row == CLOSED ? openBanks & ~bit : openBanks | bit;
    reads.openRow(bank, row);
    writes.openRow(bank, row);
  }

  /** Whether nothing is to be issued before {@link #nextCycle}. */
  boolean isResting() {
    return columnCycle == NEVER && rowCycle == NEVER;
  }

  /** The cycle of the next column command. */
  long columnCycle() {
    return columnCycle;
  }

  int columnCommand() {
    return columnCommand;
  }

  /** The burst of the next column command. */
  long columnBurst() {
    return active.hitBurst(columnBank);
  }

  int firstBank() {
    return firstBank;
  }

  /**
   * How many bursts from now on will go in order of age at a constant spacing; 0 where that cannot
   * be told.
   *
   * @param bound the first cycle in which something else may happen
   */
  int steadyBursts(SteadyStream stream, long bound) {
    int capacity = active.capacity();
    // A queue that goes round the banks at least once shows that all their rows are open.
    if (consecutive < capacity
        || capacity < stream.bankPeriod()
        || age < nextLeapAge
        || shares.isEmpty()
        || !shares.first().continues()
        || !active.isFull()
        || active.rowBanks() != 0
        || columnCycle == NEVER
        || rowCycle != NEVER
        || decisionCycle != refreshCycle) {
      return 0;
    }
    nextLeapAge = age + stream.bankPeriod();
    int spacing = stream.spacing(columnCommand);
    Share share = shares.first();
    if (!stream.possible(columnCommand)
        || share.transfer().isWrite() != drain.writing()
        || times.bus(columnCommand) > columnCycle
        || stream.offset(share.burst()) < capacity
        || !isInOrder(capacity)) {
      return 0;
    }
    long first = columnBurst();
    for (int i = 0; i < stream.bankPeriod(); i++) {
      int bank = mapping.bank(stream.advance(first, i));
      if (times.own(columnCommand, firstBank + bank) > columnCycle + (long) i * spacing) {
        return 0;
      }
    }
    long inTime =
        Math.floorDiv(Math.min(bound, refreshCycle) - 2 - columnCycle, (long) spacing) + 1;
    long bursts = Math.min(inTime, stream.left(share.burst(), share.lastBurst()));
    return (int) Math.max(0, bursts);
  }

  /** Whether the requests are the last that were queued, and the next to be served the oldest. */
  private boolean isInOrder(int capacity) {
    long oldest = age - capacity;
    for (long left = active.columnBanks(); left != 0; left &= left - 1) {
      if (active.oldestAge(Long.numberOfTrailingZeros(left)) < oldest) {
        return false;
      }
    }
    return active.hitAge(columnBank) == oldest;
  }

  /**
   * Issues column commands for bursts that {@link #steadyBursts} foretold.
   *
   * @param bursts a multiple of the banks' period, at least the queue's capacity
   * @return the cycle of the last one
   */
  long leap(SteadyStream stream, int bursts) {
    int spacing = stream.spacing(columnCommand);
    long first = columnBurst();
    for (int i = bursts - stream.bankPeriod(); i < bursts; i++) {
      int bank = mapping.bank(stream.advance(first, i & (stream.bankPeriod() - 1)));
      times.issue(columnCommand, firstBank + bank, columnCycle + (long) i * spacing);
    }
    Share share = shares.first();
    share.leap(stream.advance(share.burst(), bursts), columnCycle);
    active.leap(bursts, stream);
    issued[columnCommand] += bursts;
    age += bursts;
    consecutive += bursts;
    long last = columnCycle + (bursts - 1L) * spacing;
    decide(last + 1);
    return last;
  }

  int capacity() {
    return active.capacity();
  }

  /** Whether refreshes are all that will happen before something arrives. */
  boolean isQuiet() {
    return reads.size() == 0
        && writes.size() == 0
        && openBanks == 0
        && columnCycle == NEVER
        && rowCycle == NEVER;
  }

  /**
   * Counts the refreshes of a quiet time without going through them, except for the last two, which
   * leave everything as all would have.
   *
   * @param end the first cycle that is no longer quiet
   * @return whether there were any
   */
  boolean skipRefreshes(long end) {
    long skipped = (end - 1 - refreshCycle) / refreshInterval - 1;
    if (skipped <= 0) {
      return false;
    }
    issued[REF] += skipped;
    refreshCycle += skipped * refreshInterval;
    decisionCycle =
        shares.isEmpty() ? refreshCycle : Math.min(refreshCycle, shares.first().arrivalCycle());
    return true;
  }
}
