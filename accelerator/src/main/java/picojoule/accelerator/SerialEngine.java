package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Instruction.Sync;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * An engine that carries out one instruction at a time, for a number of core cycles that is known
 * when it starts.
 */
abstract class SerialEngine extends ExecutionEngine {

  private static final int PRIORITY = 1;

  private final Clock clock;
  private final Finish finish = new Finish();
  private boolean busy;
  private long idleSince;
  private int signals;
  private int operation;
  private StallCause signalCause;

  SerialEngine(EventQueue events, Clock clock, int queueDepth) {
    super(events, queueDepth, PRIORITY);
    this.clock = clock;
  }

  /** Counts what an instruction does. */
  abstract long cycles(EngineInstruction instruction, int operation);

  /** The engine stood idle, and why: the cause is null where the instruction itself was late. */
  abstract void waited(long from, long to, StallCause cause);

  /** The engine worked. */
  abstract void worked(EngineInstruction instruction, int operation, long from, long to);

  final Clock clock() {
    return clock;
  }

  /** The tick at which the engine last finished anything. */
  final long idleSince() {
    return idleSince;
  }

  @Override
  final boolean canStart() {
    return !busy;
  }

  @Override
  final void start(EngineInstruction instruction, long address, int operation, long now) {
    StallCause waitedFor = run().tokens().lastCause(instruction.waits(), idleSince);
    long begin = clock.edgeAtOrAfter(now);
    long waitedTicks = begin - idleSince;
    if (waitedTicks > 0) {
      waited(idleSince, begin, waitedFor);
    }
    if (instruction instanceof Sync) {
      idleSince = begin;
      signal(instruction.signals(), now, waitedFor);
      return;
    }
    long ticks = clock.ticks(cycles(instruction, operation));
    worked(instruction, operation, begin, begin + ticks);
    run().account().begin(operation, begin);
    busy = true;
    signals = instruction.signals();
    this.operation = operation;
    signalCause = waitedTicks > ticks ? waitedFor : null;
    events().schedule(finish, begin + ticks);
  }

  private final class Finish extends Event {
    Finish() {
      super(PRIORITY);
    }

    @Override
    protected void fire(long now) {
      busy = false;
      idleSince = now;
      run().account().end(operation, now);
      signal(signals, now, signalCause);
      wakeNow();
    }
  }
}
