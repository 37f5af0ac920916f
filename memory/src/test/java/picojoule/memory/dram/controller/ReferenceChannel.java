package picojoule.memory.dram.controller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.replay.ReplayListener;

/** A channel of the {@link ReferenceController}: what waits, what is open, what commands do. */
public final class ReferenceChannel {

  static final int CLOSED = -1;
  static final int HALF_OPEN = -2;

  private final DramSpec spec;
  private final ControllerPolicy policy;
  private final ReplayListener listener;
  private final CommandHistory history;

  /** In order of arrival. */
  final List<ReferenceRequest> reads = new ArrayList<>();

  final List<ReferenceRequest> writes = new ArrayList<>();

  /** Requests whose row was opened for them, in the order in which it was. */
  final List<ReferenceRequest> active = new ArrayList<>();

  /** By bank. */
  final int[] row;

  /** By bank, when it was last read or written. */
  final long[] lastColumn;

  /** By direction, how many requests came so far. */
  private final Map<Boolean, Long> arrivals = new HashMap<>();

  private boolean writing;

  /** The last row command of a rising edge, and the falling edge that ends it. */
  TracedCommand lastRow;

  long pairingEdge = -1;

  /** The request that waits for its ACT2. */
  ReferenceRequest halfActivated;

  long activateDeadline;

  /** The request whose CAS went out. */
  ReferenceRequest started;

  long writeClockStops;

  private final ReferenceCounts counts = new ReferenceCounts();

  /** A channel with closed banks. */
  public ReferenceChannel(DramSpec spec, ControllerPolicy policy, ReplayListener listener) {
    this.spec = spec;
    this.policy = policy;
    this.listener = listener;
    history = new CommandHistory(spec);
    row = new int[spec.organisation().banksPerChannel()];
    Arrays.fill(row, CLOSED);
    lastColumn = new long[row.length];
  }

  boolean offer(boolean write, long burst, long now) {
    return offer(write, burst, now, dataTick -> {});
  }

  /**
   * Offers a request.
   *
   * @param served is told when its burst will have passed the data bus
   */
  public boolean offer(boolean write, long burst, long now, LongConsumer served) {
    if (writes.stream().anyMatch(queued -> queued.burst == burst)) {
      if (write) {
        counts.coalesced();
      } else {
        counts.forwarded();
        counts.readDone(now + 1, 1);
      }
      served.accept(now + 1);
      return true;
    }
    List<ReferenceRequest> queue = write ? writes : reads;
    if (queue.size() == (write ? policy.writeQueue() : policy.readQueue())) {
      return false;
    }
    int bank =
        spec.mapping().pseudoChannel(burst) * spec.organisation().banksPerPseudoChannel()
            + spec.mapping().bank(burst);
    ReferenceRequest request =
        new ReferenceRequest(write, burst, bank, spec.mapping().row(burst), now);
    request.served = served;
    request.number = arrivals.merge(write, 1L, Long::sum);
    queue.add(request);
    return true;
  }

  ReferenceCounts counts() {
    return counts;
  }

  /** Whether everything offered so far is done at the end of a tick. */
  boolean isComplete(long now) {
    return reads.isEmpty()
        && writes.isEmpty()
        && active.isEmpty()
        && halfActivated == null
        && counts.lastCompletion() <= now;
  }

  /** Forgets commands that are too old to matter. */
  void begin(long now) {
    history.forget(now);
  }

  boolean allows(Command command, int bank, long now) {
    return history.allows(command, bank, now);
  }

  /** Decides whether reads or writes are served. */
  void decideDirection() {
    if (writing) {
      writing = writes.size() > policy.writeLowWatermark() || reads.isEmpty();
    } else {
      writing = writes.size() >= policy.writeHighWatermark() || reads.isEmpty();
    }
  }

  /** The queue that is served. */
  List<ReferenceRequest> queue() {
    return writing ? writes : reads;
  }

  /** How many requests of its direction came after one. */
  long arrivedAfter(ReferenceRequest request) {
    return arrivals.get(request.write) - request.number;
  }

  /** Of the queue that is served. */
  int queueCapacity() {
    return writing ? policy.writeQueue() : policy.readQueue();
  }

  /** Whether the queue that is served has requests for another row of a bank than the open one. */
  boolean isRowAwaited(int bank) {
    return queue().stream().anyMatch(other -> other.bank == bank && other.row != row[bank]);
  }

  /** The older requests for other rows of the bank. */
  Stream<ReferenceRequest> overtakenBy(ReferenceRequest request) {
    return queue().stream()
        .takeWhile(older -> older != request)
        .filter(older -> older.bank == request.bank && older.row != request.row);
  }

  boolean hasActive(int bank) {
    return active.stream().anyMatch(request -> request.bank == bank);
  }

  /** The next command of a request goes out. */
  void issue(Command command, ReferenceRequest request, long now) {
    switch (command) {
      case RD, WR -> column(request, now);
      case PRE -> {
        count(request);
        send(Command.PRE, request.bank, request, now);
        row[request.bank] = CLOSED;
      }
      case ACT -> {
        count(request);
        send(Command.ACT, request.bank, request, now);
        row[request.bank] = request.row;
        queue().remove(request);
        active.add(request);
      }
      case ACT1 -> {
        count(request);
        send(Command.ACT1, request.bank, request, now);
        row[request.bank] = HALF_OPEN;
        queue().remove(request);
        halfActivated = request;
        activateDeadline = now + spec.timing().cycles("tAAD");
      }
      default -> throw new AssertionError(command);
    }
  }

  void activateSecondHalf(long now) {
    send(Command.ACT2, halfActivated.bank, halfActivated, now);
    row[halfActivated.bank] = halfActivated.row;
    active.add(halfActivated);
    halfActivated = null;
  }

  void startWriteClock(ReferenceRequest request, long now) {
    Command command = request.write ? Command.CAS_WR : Command.CAS_RD;
    if (history.allows(command, request.bank, now)) {
      send(command, request.bank, request, now);
      started = request;
    }
  }

  void column(ReferenceRequest request, long now) {
    if (!active.remove(request)) {
      count(request);
      overtakenBy(request).forEach(older -> older.overtaken++);
      queue().remove(request);
    }
    send(request.column(), request.bank, request, now);
    lastColumn[request.bank] = now;
    int latency = request.write ? spec.timing().writeLatency() : spec.timing().readLatency();
    int data = latency + spec.timing().burst();
    request.served.accept(now + data);
    if (request.write) {
      counts.writeDone(now);
    } else {
      counts.readDone(now + data, now + data - request.arrival);
    }
    if (spec.commandBus() == CommandBus.SPLIT_ACTIVATE) {
      writeClockStops = Math.max(writeClockStops, now + data + spec.timing().cycles("tWCKPST"));
    }
  }

  /** A request is a hit, a miss or a conflict by what its first command finds. */
  private void count(ReferenceRequest request) {
    if (request.counted) {
      return;
    }
    request.counted = true;
    if (row[request.bank] == CLOSED) {
      counts.miss();
    } else if (row[request.bank] == request.row) {
      counts.hit();
    } else {
      counts.conflict();
    }
  }

  void send(Command command, int bank, ReferenceRequest request, long now) {
    TracedCommand sent =
        new TracedCommand(
            now,
            command,
            bank,
            request == null ? -1 : request.row,
            request == null ? -1 : spec.mapping().column(request.burst));
    history.add(sent);
    counts.command(command);
    if (now % 2 == 1 && command.isRow()) {
      lastRow = sent;
      pairingEdge = now + (command == Command.ACT ? 3 : 1);
    }
    listener.command(now, command, bank, sent.row(), sent.column());
  }
}
