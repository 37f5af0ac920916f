package picojoule.memory.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import picojoule.memory.link.LinkSpec.DirectionSpec;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;

/**
 * The specification of {@link Link}, tick by tick: in every tick the wires of a direction carry so
 * much of the first message, and of the next where that is done before the tick ends.
 */
final class ReferenceLink implements Memory {

  private final LinkSpec spec;
  private final Memory memory;
  private final EventQueue queue;
  private final Deque<Part> waitingReads = new ArrayDeque<>();
  private final Deque<Part> waitingWrites = new ArrayDeque<>();
  private final List<Part> served = new ArrayList<>();
  private final Wires toMemory;
  private final Wires fromMemory;
  private int readCredits;
  private int writeCredits;
  private long sequence;

  ReferenceLink(LinkSpec spec, Memory memory, EventQueue queue, TimeBase timeBase) {
    this.spec = spec;
    this.memory = memory;
    this.queue = queue;
    readCredits = spec.outstanding();
    writeCredits = spec.outstanding();
    toMemory = new Wires(spec.toMemory(), timeBase);
    fromMemory = new Wires(spec.fromMemory(), timeBase);
    queue.schedule(new TickBegins(), 0);
    queue.schedule(new TickEnds(), 0);
  }

  @Override
  public long capacityBytes() {
    return memory.capacityBytes();
  }

  @Override
  public void submit(Transfer transfer) {
    List<Part> parts = new ArrayList<>();
    for (int row = 0; row < transfer.rows(); row++) {
      long begin = transfer.address() + row * transfer.pitchBytes();
      for (long address = begin; address < begin + transfer.rowBytes(); address++) {
        if (address == begin || address % spec.requestBytes() == 0) {
          parts.add(new Part(transfer, address));
        }
        parts.get(parts.size() - 1).bytes++;
      }
    }
    transfer.begin(parts.size(), queue.now());
    (transfer.isWrite() ? waitingWrites : waitingReads).addAll(parts);
  }

  /** Bytes of all packets that carry some data, or of one without any. */
  private long wireBytes(boolean withData, long bytes) {
    long wire = spec.headerBytes();
    if (withData) {
      wire = 0;
      for (long left = bytes; left > 0; left -= spec.payloadBytes()) {
        wire += spec.headerBytes() + Math.min(left, spec.payloadBytes());
      }
    }
    return wire;
  }

  private final class Part extends Transfer {
    private final Transfer whole;
    private final long begin;
    private long number;
    private long bytes;

    Part(Transfer whole, long begin) {
      this.whole = whole;
      this.begin = begin;
    }

    @Override
    protected void completed(long now) {
      served.add(this);
    }
  }

  private static final class Message {
    private final Part part;
    private long unitsLeft;
    private long arrival = Long.MAX_VALUE;

    Message(Part part, long units) {
      this.part = part;
      unitsLeft = units;
    }
  }

  /** A byte at 1 MB/s takes a thousand million fs: so many units it has. */
  private static final class Wires {
    private static final long UNITS_PER_BYTE = 1_000_000_000;

    private final long unitsPerTick;
    private final long latencyTicks;
    private final Deque<Message> sending = new ArrayDeque<>();
    private final Deque<Message> sent = new ArrayDeque<>();

    Wires(DirectionSpec spec, TimeBase timeBase) {
      unitsPerTick = Math.multiplyExact(spec.megabytesPerSecond(), timeBase.tickFemtoseconds());
      latencyTicks = timeBase.ticksCeil(spec.latencyFemtoseconds());
    }

    void send(Part part, long bytes) {
      sending.add(new Message(part, Math.multiplyExact(UNITS_PER_BYTE, bytes)));
    }

    void carry(long now) {
      long units = unitsPerTick;
      while (!sending.isEmpty() && units > 0) {
        Message first = sending.getFirst();
        long carried = Math.min(units, first.unitsLeft);
        units -= carried;
        first.unitsLeft -= carried;
        if (first.unitsLeft == 0) {
          first.arrival = now + 1 + latencyTicks;
          sent.add(sending.removeFirst());
        }
      }
    }

    List<Part> arrived(long now) {
      List<Part> parts = new ArrayList<>();
      while (!sent.isEmpty() && sent.getFirst().arrival <= now) {
        parts.add(sent.removeFirst().part);
      }
      return parts;
    }
  }

  private final class TickBegins extends Event {
    TickBegins() {
      super(0);
    }

    @Override
    protected void fire(long now) {
      for (Part part : toMemory.arrived(now)) {
        Transfer whole = part.whole;
        part.configure(whole.requester(), whole.isWrite(), part.begin, 1, part.bytes, 0);
        memory.submit(part);
      }
      for (Part part : fromMemory.arrived(now)) {
        if (part.whole.isWrite()) {
          writeCredits++;
        } else {
          readCredits++;
        }
        if (part.whole.finishShares(1, now)) {
          queue.schedule(part.whole, now);
        }
      }
      queue.schedule(this, now + 1);
    }
  }

  private void ask(Part part) {
    part.number = sequence++;
    toMemory.send(part, wireBytes(part.whole.isWrite(), part.bytes));
  }

  private final class TickEnds extends Event {
    TickEnds() {
      super(EventQueue.PRIORITIES - 1);
    }

    @Override
    protected void fire(long now) {
      served.sort(Comparator.comparingLong(part -> part.number));
      for (Part part : served) {
        fromMemory.send(part, wireBytes(!part.whole.isWrite(), part.bytes));
      }
      served.clear();
      while (readCredits > 0 && !waitingReads.isEmpty()) {
        readCredits--;
        ask(waitingReads.removeFirst());
      }
      while (writeCredits > 0 && !waitingWrites.isEmpty()) {
        writeCredits--;
        ask(waitingWrites.removeFirst());
      }
      toMemory.carry(now);
      fromMemory.carry(now);
      queue.schedule(this, now + 1);
    }
  }
}
