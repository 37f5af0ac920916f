package picojoule.accelerator;

import picojoule.isa.Instruction.EngineInstruction;
import picojoule.isa.Token;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * An engine that takes instructions in order: waits until the next one has arrived and its tokens
 * have credits, carries it out, signals.
 */
abstract class ExecutionEngine {

  private static final Token[] TOKENS = Token.values();

  private final EventQueue events;
  private final InstructionQueue queue;
  private final Wake wake;

  /** The run that the engine takes part in; set before the first instruction arrives. */
  private Run run;

  ExecutionEngine(EventQueue events, int queueDepth, int priority) {
    this.events = events;
    this.queue = new InstructionQueue(queueDepth);
    this.wake = new Wake(priority);
  }

  final void join(Run newRun) {
    run = newRun;
  }

  final Run run() {
    return run;
  }

  final EventQueue events() {
    return events;
  }

  final InstructionQueue queue() {
    return queue;
  }

  /** An instruction reaches the queue at a tick. */
  final void instructionArrives(long time) {
    wakeBy(time);
  }

  /** Looks at the queue's head again, in this tick. */
  final void wakeNow() {
    wakeBy(events.now());
  }

  private void wakeBy(long time) {
    if (!wake.isScheduled()) {
      events.schedule(wake, time);
    } else if (wake.time() > time) {
      events.reschedule(wake, time);
    }
  }

  /** Whether the engine can take another instruction. */
  abstract boolean canStart();

  /** Carries out an instruction whose tokens have been taken. */
  abstract void start(EngineInstruction instruction, long address, int operation, long now);

  /** Gives credits and wakes their consumers. */
  final void signal(int mask, long now, StallCause cause) {
    for (int left = mask; left != 0; left &= left - 1) {
      Token token = TOKENS[Integer.numberOfTrailingZeros(left)];
      run.tokens().give(token, now, cause);
      run.engine(token.consumer()).wakeNow();
    }
  }

  private void takeInstructions(long now) {
    while (!queue.isEmpty() && canStart()) {
      if (queue.readyTime() > now) {
        instructionArrives(queue.readyTime());
        return;
      }
      EngineInstruction instruction = queue.instruction();
      if (!run.tokens().take(instruction.waits())) {
        return;
      }
      long address = queue.address();
      int operation = queue.operation();
      queue.remove();
      start(instruction, address, operation, now);
      run.sequencer().advance(now);
    }
  }

  private final class Wake extends Event {
    Wake(int priority) {
      super(priority);
    }

    @Override
    protected void fire(long now) {
      takeInstructions(now);
    }
  }
}
