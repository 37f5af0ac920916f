package picojoule.accelerator;

import java.util.EnumMap;
import java.util.Map;
import picojoule.isa.Buffer;
import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Store;
import picojoule.isa.Instruction.TransferInstruction;
import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.memory.sram.Scratchpad;
import picojoule.sim.Clock;
import picojoule.sim.Counter;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * The load or the store engine: hands transfers to the memory, several at a time, and retires them
 * in order. The port between the engine and the buffers moves a fixed number of bytes per cycle,
 * one transfer behind the other; a transfer retires when the memory and the port are both done with
 * it, and only then signals.
 */
final class DmaEngine extends ExecutionEngine {

  private final Memory memory;
  private final Map<Buffer, Scratchpad> buffers;
  private final Clock clock;
  private final int bytesPerCycle;
  private final Counter transferredBytes;
  private final Entry[] entries;
  private final Retire retire;
  private int head;
  private int size;
  private long portFree;

  DmaEngine(
      EventQueue events,
      Memory memory,
      Map<Buffer, Scratchpad> buffers,
      Clock clock,
      MachineSpec.DmaSpec spec,
      Counter transferredBytes,
      int queueDepth,
      int priority) {
    super(events, queueDepth, priority);
    this.memory = memory;
    this.buffers = new EnumMap<>(buffers);
    this.clock = clock;
    this.bytesPerCycle = spec.bytesPerCycle();
    this.transferredBytes = transferredBytes;
    this.entries = new Entry[spec.outstanding()];
    this.retire = new Retire(priority);
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Entry();
    }
  }

  @Override
  boolean canStart() {
    return size < entries.length;
  }

  @Override
  void start(EngineInstruction instruction, long address, int operation, long now) {
    Entry entry = entries[(head + size) % entries.length];
    size++;
    entry.operation = operation;
    entry.signals = instruction.signals();
    entry.cause = run().tokens().lastCause(instruction.waits(), entry.lastUse);
    if (instruction instanceof TransferInstruction transfer) {
      entry.transfer(transfer, address, now);
    } else {
      entry.synchronize();
      retireHead(now);
    }
  }

  /** Retires what can be, in order; comes back when the port is done with the first that cannot. */
  private void retireHead(long now) {
    while (size > 0 && entries[head].done) {
      Entry entry = entries[head];
      long portDone = Math.max(portFree, entry.begin) + portTicks(entry.bytes);
      if (entry.bytes > 0 && portDone > now) {
        if (!retire.isScheduled()) {
          events().schedule(retire, portDone);
        }
        return;
      }
      head = (head + 1) % entries.length;
      size--;
      entry.retire(now);
    }
    wakeNow();
  }

  private long portTicks(long bytes) {
    return clock.ticks(-Math.floorDiv(-bytes, (long) bytesPerCycle));
  }

  private final class Retire extends Event {
    Retire(int priority) {
      super(priority);
    }

    @Override
    protected void fire(long now) {
      retireHead(now);
    }
  }

  /** A transfer under way, or a synchronisation that keeps its place among them. */
  private final class Entry extends Transfer {
    private int operation;
    private int signals;
    private StallCause cause;
    private Operand operand;
    private Scratchpad buffer;
    private long bytes;
    private boolean done;
    private long lastUse;
    private long begin;

    private void transfer(TransferInstruction instruction, long address, long now) {
      operand = instruction.operand();
      buffer = buffers.get(instruction.buffer());
      bytes = instruction.rows() * instruction.rowBytes();
      done = false;
      begin = now;
      run().account().begin(operation, now);
      configure(
          operand,
          instruction instanceof Store,
          address,
          (int) instruction.rows(),
          instruction.rowBytes(),
          instruction.pitch());
      memory.submit(this);
    }

    private void synchronize() {
      bytes = 0;
      done = true;
    }

    @Override
    protected void completed(long now) {
      done = true;
      retireHead(now);
    }

    private void retire(long now) {
      lastUse = now;
      if (bytes > 0) {
        portFree = now;
        transferredBytes.add(bytes);
        if (isWrite()) {
          buffer.read(bytes);
        } else {
          buffer.write(bytes);
        }
        run().account().moved(operation, operand, isWrite(), bytes, now);
        run().account().end(operation, now);
      }
      signal(signals, now, cause == StallCause.STORE ? cause : null);
    }
  }
}
