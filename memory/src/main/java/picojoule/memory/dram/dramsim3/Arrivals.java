package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * The way of requests from the trace to the queues of the banks: acceptance, merging, forwarding,
 * the choice between reads and writes; and their completion.
 */
final class Arrivals {

  private final Transactions transactions;
  private final BankQueues queues;
  private final AddressMapping mapping;
  private final int burstShift;
  private final Dramsim3ControllerSpec spec;
  private final RequestSource source;
  private final boolean unlimitedInjection;

  private final WaitingQueue waitingReads;
  private final WaitingQueue waitingWrites;
  private final AddressIndex pendingReads;
  private final AddressIndex pendingWrites;

  /** Writes that are still to be moved before reads go on. */
  private int draining;

  private boolean more;
  private boolean nextIsWrite;
  private long nextAddress;
  private long nextEarliest;

  private long lastAcceptTick = -1;
  private long lastCompletion;
  private long completedReads;
  private long latencySum;
  private long longestLatency;
  private long forwardedReads;
  private long coalescedWrites;

  Arrivals(
      Transactions transactions,
      BankQueues queues,
      AddressMapping mapping,
      int burstShift,
      int banks,
      Dramsim3ControllerSpec spec,
      RequestSource source,
      boolean unlimitedInjection) {
    this.transactions = transactions;
    this.queues = queues;
    this.mapping = mapping;
    this.burstShift = burstShift;
    this.spec = spec;
    this.source = source;
    this.unlimitedInjection = unlimitedInjection;
    int slots = transactions.addresses().length;
    waitingReads = new WaitingQueue(banks, slots);
    waitingWrites = new WaitingQueue(banks, slots);
    pendingReads = new AddressIndex(transactions.addresses());
    pendingWrites = new AddressIndex(transactions.addresses());
    advance();
  }

  private void advance() {
    more = source.next();
    if (more) {
      nextIsWrite = source.isWrite();
      nextAddress = source.address();
      nextEarliest = source.earliestTick();
    }
  }

  private boolean hasRoomForNext() {
    return (nextIsWrite ? waitingWrites : waitingReads).size() < spec.transactionQueue();
  }

  /** Accepts what a tick may; the controller's clock has then gone on to the next. */
  void accept(long tick) {
    while (more && nextEarliest <= tick && hasRoomForNext()) {
      if (nextIsWrite) {
        acceptWrite(tick + 1);
      } else {
        acceptRead(tick + 1);
      }
      lastAcceptTick = tick;
      advance();
      if (!unlimitedInjection) {
        return;
      }
    }
  }

  /** The first tick from one on in which the next request is accepted, if no other queue moves. */
  long nextAccept(long from) {
    return more && hasRoomForNext() ? Math.max(from, nextEarliest) : ReadyBanks.NEVER;
  }

  private void acceptWrite(long tick) {
    if (!pendingWrites.isEmpty() && pendingWrites.find(nextAddress) >= 0) {
      coalescedWrites++;
    } else {
      int slot = add(tick);
      pendingWrites.add(slot);
      waitingWrites.add(slot, transactions.bank(slot));
    }
    lastCompletion = Math.max(lastCompletion, tick + 1);
  }

  private void acceptRead(long tick) {
    if (!pendingWrites.isEmpty() && pendingWrites.find(nextAddress) >= 0) {
      forwardedReads++;
      completedReads++;
      latencySum++;
      longestLatency = Math.max(longestLatency, 1);
      lastCompletion = Math.max(lastCompletion, tick + 1);
      return;
    }
    int pending = pendingReads.find(nextAddress);
    if (pending >= 0) {
      transactions.join(pending, tick);
    } else {
      int slot = add(tick);
      pendingReads.add(slot);
      waitingReads.add(slot, transactions.bank(slot));
    }
  }

  private int add(long tick) {
    long burst = nextAddress >>> burstShift;
    return transactions.add(
        nextAddress,
        nextIsWrite,
        mapping.bank(burst),
        mapping.row(burst),
        mapping.column(burst),
        tick);
  }

  /**
   * Moves one transaction to the queue of its bank, if it may; whether a bank then wants another
   * command.
   */
  boolean schedule() {
    int writes = waitingWrites.size();
    if (draining == 0 && startsDrain(writes)) {
      draining = writes;
    }
    if (draining == 0) {
      return move(waitingReads);
    }
    int slot = waitingWrites.firstOf(queues.room());
    if (slot < 0) {
      return false;
    }
    if (pendingReads.find(transactions.addresses()[slot]) >= 0) {
      // A write must not overtake a read of its address. With no work at any bank that read waits
      // behind this very drain, where DRAMsim3 stands still for ever.
      draining = 0;
      return queues.isEmpty() && move(waitingReads);
    }
    draining--;
    return move(waitingWrites, slot);
  }

  private boolean startsDrain(int writes) {
    return writes >= spec.transactionQueue()
        || (writes > spec.idleDrainAbove() && queues.isEmpty());
  }

  private boolean move(WaitingQueue queue) {
    int slot = queue.firstOf(queues.room());
    return slot >= 0 && move(queue, slot);
  }

  private boolean move(WaitingQueue queue, int slot) {
    int bank = transactions.bank(slot);
    queue.remove(slot, bank);
    return queues.add(slot, bank);
  }

  /** Whether {@link #schedule} would do something if nothing else changed. */
  boolean canSchedule() {
    boolean drains = draining > 0 || startsDrain(waitingWrites.size());
    return ((drains ? waitingWrites : waitingReads).banks() & queues.room()) != 0;
  }

  /** The data of a read's burst will have come at a tick. */
  void readServed(int slot, long completion) {
    int waiters = transactions.waiters(slot);
    completedReads += waiters;
    latencySum += waiters * completion - transactions.tickSum(slot);
    longestLatency = Math.max(longestLatency, completion - transactions.firstTick(slot));
    lastCompletion = Math.max(lastCompletion, completion);
    pendingReads.remove(slot);
    transactions.release(slot);
  }

  void writeServed(int slot) {
    pendingWrites.remove(slot);
    transactions.release(slot);
  }

  /** Whether every request was accepted and every read was issued. */
  boolean isFinished() {
    return !more && pendingReads.isEmpty();
  }

  /** The tick in which the last request so far completes. */
  long lastCompletion() {
    return lastCompletion;
  }

  void report(ReplayStatistics.Builder builder) {
    builder
        .lastAcceptTick(lastAcceptTick)
        .completedReads(completedReads)
        .readLatencyTicks(latencySum)
        .longestReadLatencyTicks(longestLatency)
        .forwardedReads(forwardedReads)
        .coalescedWrites(coalescedWrites);
  }
}
