package picojoule.memory.dram;

/**
 * The controller and the banks of one pseudo channel. It knows the next cycle at which it may issue
 * a command or has to look at its queues again; between these cycles nothing changes.
 *
 * <p>In one cycle it fills its queues, chooses between reads and writes, issues at most one column
 * command and then at most one row command.
 */
final class PseudoChannel {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int ACT = Command.ACT.ordinal();
  private static final int PRE = Command.PRE.ordinal();
  private static final int RD = Command.RD.ordinal();
  private static final int WR = Command.WR.ordinal();
  private static final int REF = Command.REF.ordinal();

  private final Channel channel;
  private final boolean listened;
  private final CommandTimes times;
  private final AddressMapping mapping;
  private final int firstBank;
  private final ShareQueue shares;
  private final BankRows openRows;
  private final RequestQueue reads;
  private final RequestQueue writes;
  private final WriteDrain drain;
  private final ColumnArbiter columns;
  private final RowArbiter rows;
  private final RefreshControl refresh;
  private final SteadyRun steadyRun;
  private final CommandCounts issued = new CommandCounts();

  /** Whether RD and WR delay the ACT and PRE of no other bank, so that a choice stays good. */
  private final boolean columnsLeaveRowsAlone;

  /** Whether ACT and PRE delay the RD and WR of no other bank. */
  private final boolean rowsLeaveColumnsAlone;

  private RequestQueue active;
  private int columnCommand = RD;
  private long decisionCycle;
  private long nextCycle;

  PseudoChannel(
      Channel channel,
      int number,
      DramSpec spec,
      CommandTimes times,
      SteadyStream stream,
      ShareQueue shares) {
    this.channel = channel;
    listened = channel.isListenedTo();
    this.times = times;
    this.shares = shares;
    mapping = spec.mapping();
    int banks = spec.organisation().banksPerPseudoChannel();
    firstBank = number * banks;
    ControllerSpec controller = spec.controller();
    openRows = new BankRows(banks, mapping.rowMask());
    reads = new RequestQueue(controller.readQueue(), banks, controller.rowHitCap(), openRows);
    writes = new RequestQueue(controller.writeQueue(), banks, controller.rowHitCap(), openRows);
    drain = new WriteDrain(controller.writeHighWatermark(), controller.writeLowWatermark());
    columns = new ColumnArbiter(times, number, banks);
    rows = new RowArbiter(times, openRows, number, banks);
    refresh = new RefreshControl(times, number, spec.timing().refreshInterval());
    steadyRun = new SteadyRun(channel, stream, times, mapping, firstBank, openRows, shares);
    active = reads;
    decisionCycle = refresh.dueCycle();
    nextCycle = decisionCycle;
    columnsLeaveRowsAlone = staysInBank(spec, false);
    rowsLeaveColumnsAlone = staysInBank(spec, true);
  }

  /** Whether row commands delay the column commands of no other bank, or the other way round. */
  private static boolean staysInBank(DramSpec spec, boolean rowFirst) {
    return spec.constraints().stream()
        .filter(rule -> rule.preceding().isRow() == rowFirst)
        .filter(rule -> rule.following().isRow() != rowFirst)
        .allMatch(rule -> rule.level() == Level.BANK || rule.following().isAllBanks());
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

  /** How many commands were issued. */
  CommandCounts issued() {
    return issued;
  }

  /** The next cycle at which something may happen here if nothing new is submitted. */
  long nextCycle() {
    return nextCycle;
  }

  private void settle() {
    nextCycle =
        Math.min(
            Math.min(decisionCycle, refresh.commandCycle()),
            Math.min(columns.cycle(), rows.cycle()));
  }

  boolean hasWork() {
    return !shares.isEmpty() || reads.size() > 0 || writes.size() > 0;
  }

  /** A share is about to arrive: there is something to decide then. */
  void expect(long arrivalCycle) {
    decisionCycle = Math.min(decisionCycle, arrivalCycle);
    nextCycle = Math.min(nextCycle, arrivalCycle);
  }

  boolean mustDecide(long cycle) {
    return decisionCycle <= cycle;
  }

  /** Moves bursts, in order, from the arrived shares into the queues while there is room. */
  void fill(long cycle) {
    while (!shares.isEmpty()) {
      Share share = shares.first();
      RequestQueue queue = share.isWrite() ? writes : reads;
      if (share.arrivalCycle() > cycle || queue.isFull()) {
        return;
      }
      long burst = share.burst();
      steadyRun.entered();
      queue.add(share.number(), burst, mapping.bank(burst));
      if (!share.queueAndStep()) {
        shares.removeFirst();
        if (shares.isEmpty()) {
          channel.allBurstsEntered();
        }
      }
    }
  }

  /** Begins a cycle. */
  void begin(long cycle) {
    if (decisionCycle <= cycle) {
      fill(cycle);
      decide(cycle);
    }
  }

  /**
   * Ends a cycle. Fills the queues and decides for the next cycle right away if nothing can still
   * be submitted that would have to be looked at before.
   *
   * @param end the first cycle that something not yet submitted could reach
   */
  void end(long cycle, long end) {
    long next = cycle + 1;
    if (decisionCycle == next) {
      fill(next);
      if (next < end || !shares.isEmpty()) {
        decide(next);
      }
    }
    settle();
  }

  /** Chooses the next commands after a change of the queues or of the banks. */
  void decide(long cycle) {
    drain.decide(reads.size(), writes.size());
    RequestQueue chosen = drain.writing() ? writes : reads;
    if (chosen != active) {
      active = chosen;
      columnCommand = drain.writing() ? WR : RD;
      columns.forget();
      rows.forget();
    }
    decisionCycle = NEVER;
    if (!shares.isEmpty() && shares.first().arrivalCycle() > cycle) {
      decisionCycle = shares.first().arrivalCycle();
    }
    if (refresh.isDue(cycle)) {
      columns.clear();
      rows.clear();
      refresh.decide(openRows.open() != 0, cycle);
    } else {
      decisionCycle = Math.min(decisionCycle, refresh.dueCycle());
      columns.update(active, columnCommand, cycle);
      rows.update(active, cycle);
    }
  }

  /** Issues the column command of a cycle, if there is one and the bus is free. */
  void columnSlot(long cycle) {
    if (columns.cycle() <= cycle && columns.isReady(active, columnCommand, cycle)) {
      issueColumn(columns.bank(), cycle);
    }
  }

  private void issueColumn(int bank, long cycle) {
    if (listened) {
      channel.columnIssued(columnCommand, cycle, firstBank + bank, active.hitBurst(bank));
    }
    Share share = shares.byNumber(active.removeHit(bank));
    times.issue(columnCommand, firstBank + bank, cycle);
    issued.add(columnCommand, 1);
    if (share.issued(cycle)) {
      channel.shareIssued(share, cycle);
      shares.reuse(share);
    }
    columns.forget();
    if (!columnsLeaveRowsAlone) {
      rows.forget();
    }
    // Perhaps its row is of no use any more and can be closed at once.
    rows.update(active, cycle);
    decisionCycle = cycle + 1;
  }

  /** Issues the row command of a cycle, if there is one and the bus is free. */
  void rowSlot(long cycle) {
    if (rows.cycle() <= cycle && rows.isReady(active, cycle)) {
      issueRow(rows.bank(), cycle);
    } else if (refresh.commandCycle() <= cycle && refresh.isReady(cycle)) {
      issueRefresh(cycle);
    }
  }

  private void issueRow(int bank, long cycle) {
    boolean close = rows.closes();
    active.rowCommand(bank, close);
    if (close) {
      issue(PRE, bank, cycle, -1);
      openRows.close(bank);
    } else {
      long burst = active.oldestBurst(bank);
      issue(ACT, bank, cycle, burst);
      openRows.open(bank, burst);
    }
    reads.rowChanged(bank);
    writes.rowChanged(bank);
    if (!rowsLeaveColumnsAlone) {
      columns.forget();
    }
    rows.forget();
    // Nothing entered or left the queues: there is no more to decide than what goes next.
    columns.update(active, columnCommand, cycle + 1);
    rows.update(active, cycle + 1);
  }

  private void issueRefresh(long cycle) {
    issue(refresh.command(), 0, cycle, -1);
    for (long left = openRows.open(); left != 0; left &= left - 1) {
      int bank = Long.numberOfTrailingZeros(left);
      openRows.close(bank);
      reads.rowChanged(bank);
      writes.rowChanged(bank);
    }
    refresh.issued();
    decisionCycle = cycle + 1;
  }

  private void issue(int rowCommand, int bank, long cycle, long burst) {
    times.issue(rowCommand, firstBank + bank, cycle);
    issued.add(rowCommand, 1);
    if (listened) {
      channel.rowIssued(rowCommand, cycle, firstBank + bank, burst);
    }
  }

  /** Whether nothing is to be issued before {@link #nextCycle}. */
  boolean isResting() {
    return columns.cycle() == NEVER && rows.cycle() == NEVER && refresh.commandCycle() == NEVER;
  }

  /** The cycle of the next column command. */
  long columnCycle() {
    return columns.cycle();
  }

  int columnCommand() {
    return columnCommand;
  }

  /** The bursts of the next column commands of a {@link #steadyBursts steady run}. */
  long[] steadySequence(int bursts) {
    return steadyRun.sequence(active, bursts);
  }

  int firstBank() {
    return firstBank;
  }

  /** Whether it is worth while to look for a {@link #steadyBursts steady run}. */
  boolean maySteady() {
    return steadyRun.isWorthTrying()
        && active.isFull()
        && rows.cycle() == NEVER
        && decisionCycle == refresh.dueCycle();
  }

  /**
   * How many bursts from now on will go in order of age at a constant spacing; 0 where that cannot
   * be told.
   *
   * @param bound the first cycle in which something else may happen
   */
  int steadyBursts(long bound) {
    if (!maySteady() || columns.cycle() == NEVER) {
      return 0;
    }
    long cycle = columns.cycle();
    // In a steady stream the oldest request goes first, as soon as the buses are free.
    return columns.isReady(active, columnCommand, cycle) && columns.bank() == active.oldestHitBank()
        ? steadyRun.bursts(active, drain.writing(), cycle, Math.min(bound, refresh.dueCycle()))
        : 0;
  }

  /**
   * Issues column commands for bursts that {@link #steadyBursts} foretold.
   *
   * @param bursts a multiple of the banks' period, at least the queue's capacity
   * @return the cycle of the last one
   */
  long leap(int bursts) {
    long last = steadyRun.leap(active, columnCommand, bursts, columns.cycle());
    issued.add(columnCommand, bursts);
    columns.forget();
    // Nothing enters the queues then: they are full, and the next burst is for the same one.
    decide(last + 1);
    settle();
    return last;
  }

  int capacity() {
    return active.capacity();
  }

  /** Whether refreshes are all that will happen before something arrives. */
  boolean isQuiet() {
    return reads.size() == 0 && writes.size() == 0 && openRows.open() == 0 && isResting();
  }

  /**
   * Counts the refreshes of a quiet time without going through them.
   *
   * @param end the first cycle that is no longer quiet
   * @return whether there were any
   */
  boolean skipRefreshes(long end) {
    long skipped = refresh.skip(end);
    if (skipped == 0) {
      return false;
    }
    issued.add(REF, skipped);
    decisionCycle =
        shares.isEmpty()
            ? refresh.dueCycle()
            : Math.min(refresh.dueCycle(), shares.first().arrivalCycle());
    settle();
    return true;
  }
}
