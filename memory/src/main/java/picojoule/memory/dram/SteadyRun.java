package picojoule.memory.dram;

/**
 * Tells whether a pseudo channel serves a {@link SteadyStream} at the moment, and leaps over a run
 * of it: from one full queue of row hits in order of age, round the bank groups, to the next one.
 * What enters the queue in the meantime follows in one block, however many transfers it belongs to.
 */
final class SteadyRun {

  private final Channel channel;
  private final SteadyStream stream;
  private final CommandTimes times;
  private final AddressMapping mapping;
  private final int firstBank;
  private final BankRows openRows;
  private final ShareQueue shares;

  /** Bursts that entered the queues. */
  private long entered;

  /** How many have to have entered before the next try. */
  private long nextTry;

  SteadyRun(
      Channel channel,
      SteadyStream stream,
      CommandTimes times,
      AddressMapping mapping,
      int firstBank,
      BankRows openRows,
      ShareQueue shares) {
    this.channel = channel;
    this.stream = stream;
    this.times = times;
    this.mapping = mapping;
    this.firstBank = firstBank;
    this.openRows = openRows;
    this.shares = shares;
  }

  /** A burst enters a queue. */
  void entered() {
    entered++;
  }

  /** Whether enough has changed since the last try. */
  boolean isWorthTrying() {
    return entered >= nextTry;
  }

  /**
   * How many bursts from the oldest on will go in order of age at a constant spacing; 0 where that
   * are too few for a leap.
   *
   * @param active the queue that is served, without wish for a row command
   * @param cycle of the oldest one's column command
   * @param bound the first cycle in which something else may happen
   */
  int bursts(RequestQueue active, boolean writing, long cycle, long bound) {
    nextTry = entered + stream.bankPeriod();
    int command = (writing ? Command.WR : Command.RD).ordinal();
    int least = Math.max(stream.bankPeriod(), active.capacity());
    if (active.capacity() < stream.bankPeriod()
        || !active.isFull()
        || !stream.possible(command)
        || times.bus(command) > cycle) {
      return 0;
    }
    long inTime = Math.floorDiv(bound - 2 - cycle, (long) stream.spacing(command)) + 1;
    if (inTime < least) {
      return 0;
    }
    int following = following(writing, cycle);
    return following < least || !isSteady(active, command, cycle)
        ? 0
        : (int) Math.min(inTime, following);
  }

  /**
   * How many of the bursts that wait for room follow each other in one block, have arrived, and
   * still leave one behind.
   */
  private int following(boolean write, long cycle) {
    if (shares.isEmpty()) {
      return 0;
    }
    long first = shares.first().burst();
    int block = stream.leftInBlock(first);
    int count = 0;
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      if (share.isWrite() != write || share.arrivalCycle() > cycle) {
        // It might enter the other queue at once, were it the first to wait.
        return count - 1;
      }
      if (count == block || share.burst() != stream.advance(first, count)) {
        return count;
      }
      count += stream.run(share.burst(), share.lastBurst());
      boolean exhausted = stream.next(stream.advance(first, count - 1)) > share.lastBurst();
      if (exhausted && (!share.isLastRow() || i + 1 == shares.size())) {
        return count - 1;
      }
      if (!exhausted) {
        return count;
      }
    }
    return count;
  }

  /** Whether all requests are row hits that go round the bank groups, each ready in its turn. */
  private boolean isSteady(RequestQueue active, int command, long cycle) {
    int spacing = stream.spacing(command);
    long ready = cycle;
    long before = -1;
    for (int slot = active.oldestSlot(); slot >= 0; slot = active.youngerSlot(slot)) {
      long burst = active.burst(slot);
      if (!active.isHit(slot)
          || (before >= 0 && !stream.isInTurn(before, burst))
          || times.own(command, firstBank + active.bank(slot)) > ready) {
        return false;
      }
      before = burst;
      ready += spacing;
    }
    long following = shares.first().burst();
    if (!stream.isInTurn(before, following)) {
      return false;
    }
    for (int i = 0; i < stream.bankPeriod(); i++) {
      long burst = stream.advance(following, i);
      int bank = mapping.bank(burst);
      if (!openRows.isHit(bank, burst) || times.own(command, firstBank + bank) > ready) {
        return false;
      }
      ready += spacing;
    }
    return true;
  }

  /** The bursts of the next column commands, for who listens to them. */
  long[] sequence(RequestQueue active, int bursts) {
    long[] sequence = new long[bursts];
    int count = 0;
    for (int slot = active.oldestSlot(); slot >= 0; slot = active.youngerSlot(slot)) {
      sequence[count++] = active.burst(slot);
    }
    for (int i = count; i < bursts; i++) {
      sequence[i] = stream.advance(shares.first().burst(), i - count);
    }
    return sequence;
  }

  /**
   * Issues column commands for bursts that {@link #bursts} foretold.
   *
   * @param bursts a multiple of the banks' period, at least the queue's capacity
   * @return the cycle of the last one
   */
  long leap(RequestQueue active, int command, int bursts, long cycle) {
    int spacing = stream.spacing(command);
    long issueCycle = cycle;
    for (int slot = active.oldestSlot(); slot >= 0; slot = active.youngerSlot(slot)) {
      times.issue(command, firstBank + active.bank(slot), issueCycle);
      issued(shares.byNumber(active.share(slot)), 1, issueCycle, issueCycle);
      issueCycle += spacing;
    }
    active.removeAll();
    int behind = bursts - active.capacity();
    active.countHits(behind);
    long first = shares.first().burst();
    for (int i = Math.max(0, behind - stream.bankPeriod()); i < behind; i++) {
      int bank = mapping.bank(stream.advance(first, i));
      times.issue(command, firstBank + bank, issueCycle + (long) i * spacing);
    }
    enter(active, bursts, behind, issueCycle, spacing);
    entered += bursts;
    return cycle + (bursts - 1L) * spacing;
  }

  /**
   * Takes bursts from the shares; the first of them are issued, the others stay in the queue.
   *
   * @param cycle of the first one's column command
   */
  private void enter(RequestQueue active, int bursts, int issued, long cycle, int spacing) {
    int taken = 0;
    while (taken < bursts) {
      Share share = shares.first();
      long first = share.burst();
      int more = Math.min(bursts - taken, stream.run(first, share.lastBurst()));
      if (!share.queueAndStep(more, stream.advance(first, more - 1))) {
        shares.removeFirst();
      }
      int gone = Math.max(0, Math.min(issued - taken, more));
      for (int i = gone; i < more; i++) {
        long burst = stream.advance(first, i);
        active.add(share.number(), burst, mapping.bank(burst));
      }
      if (gone > 0) {
        long firstCycle = cycle + (long) taken * spacing;
        issued(share, gone, firstCycle, firstCycle + (gone - 1L) * spacing);
      }
      taken += more;
    }
  }

  private void issued(Share share, int bursts, long firstCycle, long lastCycle) {
    if (share.issued(bursts, firstCycle)) {
      channel.shareIssued(share, lastCycle);
      shares.reuse(share);
    }
  }
}
