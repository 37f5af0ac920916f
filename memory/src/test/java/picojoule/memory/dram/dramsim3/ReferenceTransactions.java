package picojoule.memory.dram.dramsim3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * The requests of the {@link ReferenceDramsim3Controller}: accepted, waiting for room in the queue
 * of their bank, and done.
 */
final class ReferenceTransactions {

  /** An accepted request. */
  record Request(boolean write, long address, int bank, int row, int column, long acceptedTick) {

    boolean sameBurst(Request other) {
      return bank == other.bank && row == other.row && column == other.column;
    }
  }

  private final Organisation organisation;
  private final AddressMapping mapping;
  private final Dramsim3ControllerSpec spec;
  private final RequestSource source;
  private final boolean unlimited;
  private final List<List<Request>> bankQueues;

  private final List<Request> reads = new ArrayList<>();
  private final List<Request> writes = new ArrayList<>();
  private final Map<Long, List<Request>> pendingReads = new HashMap<>();
  private final Map<Long, Request> pendingWrites = new HashMap<>();

  private boolean more;
  private int draining;
  private long outstandingUntil;
  private long lastAccept = -1;
  private long completedReads;
  private long latencySum;
  private long longestLatency;
  private long forwarded;
  private long coalesced;

  ReferenceTransactions(
      Organisation organisation,
      AddressMapping mapping,
      Dramsim3ControllerSpec spec,
      RequestSource source,
      boolean unlimited,
      List<List<Request>> bankQueues) {
    this.organisation = organisation;
    this.mapping = mapping;
    this.spec = spec;
    this.source = source;
    this.unlimited = unlimited;
    this.bankQueues = bankQueues;
    more = source.next();
  }

  /** Whether no data are outstanding after a tick, and no request is left. */
  boolean areDone(long tick) {
    return !more && pendingReads.isEmpty() && tick >= outstandingUntil;
  }

  /** The last command of a request went out. */
  void complete(Request request, long dataTick) {
    if (request.write()) {
      pendingWrites.remove(request.address());
      return;
    }
    for (Request waiter : pendingReads.remove(request.address())) {
      countRead(dataTick - waiter.acceptedTick());
    }
    outstandingUntil = Math.max(outstandingUntil, dataTick);
  }

  private void countRead(long latency) {
    completedReads++;
    latencySum += latency;
    longestLatency = Math.max(longestLatency, latency);
  }

  /** One request goes to the queue of its bank. */
  void moveOne() {
    boolean noWork = bankQueues.stream().allMatch(List::isEmpty);
    if (draining == 0
        && (writes.size() >= spec.transactionQueue()
            || (writes.size() > spec.idleDrainAbove() && noWork))) {
      draining = writes.size();
    }
    if (draining == 0) {
      moveFrom(reads);
      return;
    }
    Request first = firstWithRoom(writes);
    if (first == null) {
      return;
    }
    if (!pendingReads.containsKey(first.address())) {
      draining--;
      moveFrom(writes);
      return;
    }
    draining = 0;
    if (noWork) {
      moveFrom(reads);
    }
  }

  private void moveFrom(List<Request> queue) {
    Request request = firstWithRoom(queue);
    if (request != null) {
      queue.remove(request);
      bankQueues.get(request.bank()).add(request);
    }
  }

  private Request firstWithRoom(List<Request> queue) {
    return queue.stream()
        .filter(request -> bankQueues.get(request.bank()).size() < spec.commandQueue())
        .findFirst()
        .orElse(null);
  }

  /** Takes what the trace has for a tick. */
  void accept(long tick) {
    while (more && source.earliestTick() <= tick) {
      if ((source.isWrite() ? writes : reads).size() >= spec.transactionQueue()) {
        return;
      }
      long burst = source.address() / organisation.burstBytes();
      long accepted = tick + 1;
      Request request =
          new Request(
              source.isWrite(),
              source.address(),
              mapping.bank(burst),
              mapping.row(burst),
              mapping.column(burst),
              accepted);
      if (request.write()) {
        acceptWrite(request);
      } else {
        acceptRead(request);
      }
      lastAccept = tick;
      more = source.next();
      if (!unlimited) {
        return;
      }
    }
  }

  private void acceptWrite(Request request) {
    if (pendingWrites.putIfAbsent(request.address(), request) == null) {
      writes.add(request);
    } else {
      coalesced++;
    }
    outstandingUntil = Math.max(outstandingUntil, request.acceptedTick() + 1);
  }

  private void acceptRead(Request request) {
    if (pendingWrites.containsKey(request.address())) {
      forwarded++;
      countRead(1);
      outstandingUntil = Math.max(outstandingUntil, request.acceptedTick() + 1);
      return;
    }
    List<Request> waiters =
        pendingReads.computeIfAbsent(request.address(), address -> new ArrayList<>());
    if (waiters.isEmpty()) {
      reads.add(request);
    }
    waiters.add(request);
  }

  ReplayStatistics.Builder count(ReplayStatistics.Builder builder) {
    return builder
        .lastAcceptTick(lastAccept)
        .completedReads(completedReads)
        .readLatencyTicks(latencySum)
        .longestReadLatencyTicks(longestLatency)
        .forwardedReads(forwarded)
        .coalescedWrites(coalesced);
  }
}
