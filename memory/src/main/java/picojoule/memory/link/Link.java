package picojoule.memory.link;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/**
 * A memory behind a link. Transfers are cut into requests, reads and writes each in order of
 * submission. A request takes one of a limited number of credits, crosses the wires, is served by
 * the memory behind, crosses the wires of the other direction, and gives its credit back; without a
 * credit those behind it wait. Reads and writes have credits apart, so that neither stands in the
 * other's way and both directions carry data at the same time.
 *
 * <p>What is sent because of a tick is sent at its end: answers in the order in which they were
 * asked for, then requests to read, then those to write.
 *
 * <p>Nothing is allocated for a transfer once the line of waiting ones is as long as it gets.
 */
public final class Link implements Memory {

  private static final int ARRIVE = 0;

  /** Behind everything that may be submitted or served at the same tick. */
  private static final int SEND = EventQueue.PRIORITIES - 1;

  private final LinkSpec spec;
  private final Memory memory;
  private final EventQueue queue;
  private final TimeBase timeBase;
  private final LinkDirection toMemory;
  private final LinkDirection fromMemory;
  private final Line reads;
  private final Line writes;

  /** On the wires, in the order in which they arrive. */
  private final RequestQueue asking;

  private final RequestQueue answering;

  /** Served by the memory at the current tick. */
  private final RequestQueue served;

  private final Step arrival = new Step(ARRIVE, this::arrive);
  private final Step sending = new Step(SEND, this::sendAll);
  private final Step completion = new Step(ARRIVE, this::complete);

  private final Timeline timeline;
  private final int toMemoryTrack;
  private final int fromMemoryTrack;
  private final Map<Operand, String> labels = new EnumMap<>(Operand.class);
  private long requests;
  private int mostOutstanding;

  /**
   * A link in front of a memory.
   *
   * @param name by which the timeline shows it
   * @param memory behind it, on the same queue
   */
  public Link(
      String name,
      LinkSpec spec,
      Memory memory,
      EventQueue queue,
      TimeBase timeBase,
      Timeline timeline) {
    this.spec = spec;
    this.memory = memory;
    this.queue = queue;
    this.timeBase = timeBase;
    this.timeline = timeline;
    toMemory = new LinkDirection(spec.toMemory(), timeBase);
    fromMemory = new LinkDirection(spec.fromMemory(), timeBase);
    reads = new Line();
    writes = new Line();
    asking = new RequestQueue(2 * spec.outstanding());
    answering = new RequestQueue(2 * spec.outstanding());
    served = new RequestQueue(2 * spec.outstanding());
    toMemoryTrack = timeline.track(name + " to memory");
    fromMemoryTrack = timeline.track(name + " from memory");
    for (Operand operand : Operand.values()) {
      labels.put(operand, operand.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  @Override
  public long capacityBytes() {
    return memory.capacityBytes();
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.requireSubmittable(capacityBytes());
    WaitingTransfers waiting = (transfer.isWrite() ? writes : reads).waiting;
    transfer.begin(waiting.requests(transfer), queue.now());
    waiting.add(transfer);
    sendAtEndOf(queue.now());
  }

  /** What it did until now. */
  public LinkStatistics statistics() {
    return new LinkStatistics(
        requests, mostOutstanding, toMemory.statistics(timeBase), fromMemory.statistics(timeBase));
  }

  private void sendAtEndOf(long now) {
    if (!sending.isScheduled()) {
      queue.schedule(sending, now);
    }
  }

  private void sendAll(long now) {
    answer(now);
    ask(reads, now);
    ask(writes, now);
    wake(arrival, asking);
    wake(completion, answering);
  }

  /** Sends requests as long as there are credits. */
  private void ask(Line line, long now) {
    WaitingTransfers waiting = line.waiting;
    while (!waiting.isEmpty() && line.credits > 0) {
      LinkRequest request = line.unused[--line.credits];
      Transfer whole = waiting.first();
      request.begin(whole, requests++, waiting.address(), waiting.bytes());
      waiting.step();
      mostOutstanding = Math.max(mostOutstanding, spec.outstanding() - line.credits);
      send(request, whole.isWrite(), toMemory, toMemoryTrack, now);
      asking.addLast(request);
    }
  }

  private void send(
      LinkRequest request, boolean withData, LinkDirection direction, int track, long now) {
    long bytes = request.bytes();
    long begin = Math.max(now, direction.freeTick());
    request.arrivesAt(
        withData
            ? direction.send(now, spec.packets(bytes), bytes, spec.wireBytes(bytes))
            : direction.send(now, 1, 0, spec.headerBytes()));
    timeline.span(track, labels.get(request.requester()), begin, direction.freeTick());
  }

  private void wake(Step step, RequestQueue wires) {
    if (!step.isScheduled() && !wires.isEmpty()) {
      queue.schedule(step, wires.first().arrivalTick());
    }
  }

  private void arrive(long now) {
    while (!asking.isEmpty() && asking.first().arrivalTick() <= now) {
      memory.submit(asking.removeFirst());
    }
    wake(arrival, asking);
  }

  /** The memory has served a request. */
  void served(LinkRequest request, long now) {
    served.addInSequence(request);
    sendAtEndOf(now);
  }

  private void answer(long now) {
    while (!served.isEmpty()) {
      LinkRequest request = served.removeFirst();
      send(request, !request.isWrite(), fromMemory, fromMemoryTrack, now);
      answering.addLast(request);
    }
  }

  private void complete(long now) {
    while (!answering.isEmpty() && answering.first().arrivalTick() <= now) {
      LinkRequest request = answering.removeFirst();
      Transfer whole = request.whole();
      Line line = request.isWrite() ? writes : reads;
      line.unused[line.credits++] = request;
      if (whole.finishShares(1, now)) {
        queue.schedule(whole, now);
      }
    }
    wake(completion, answering);
    sendAtEndOf(now);
  }

  /** Transfers of one kind that wait, and the requests for which there are credits. */
  private final class Line {
    private final WaitingTransfers waiting = new WaitingTransfers(spec.requestBytes());
    private final LinkRequest[] unused = new LinkRequest[spec.outstanding()];
    private int credits = unused.length;

    Line() {
      for (int i = 0; i < unused.length; i++) {
        unused[i] = new LinkRequest(Link.this);
      }
    }
  }

  /** What a step does at its tick. */
  private interface Action {
    void at(long now);
  }

  private static final class Step extends Event {
    private final Action action;

    Step(int priority, Action action) {
      super(priority);
      this.action = action;
    }

    @Override
    protected void fire(long now) {
      action.at(now);
    }
  }
}
