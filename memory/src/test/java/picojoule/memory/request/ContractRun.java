package picojoule.memory.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import picojoule.isa.Operand;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * Transfers that no two share bytes. All that are due at a tick are submitted in order of their
 * numbers, whatever order events of one tick have; some wait for an earlier one's completion.
 */
final class ContractRun {

  private static final int GRANULE = 64;

  /** One transfer, and when: so many ticks after the begin, or after another one's completion. */
  record Planned(
      Operand operand,
      boolean write,
      long address,
      int rows,
      long rowBytes,
      long pitch,
      int after,
      long delay) {
    long bytes() {
      return rows * rowBytes;
    }
  }

  private final List<Planned> plan;
  private final EventQueue queue;
  private final Memory memory;
  private final long[] submitted;
  private final long[] completed;
  private final int[] completions;
  private final long[] due;
  private final Transfer[] transfers;
  private final Event submitter;

  ContractRun(List<Planned> plan, EventQueue queue, Memory memory) {
    this.plan = plan;
    this.queue = queue;
    this.memory = memory;
    int count = plan.size();
    submitted = new long[count];
    completed = new long[count];
    completions = new int[count];
    due = new long[count];
    Arrays.fill(due, Long.MAX_VALUE);
    transfers = new Transfer[count];
    submitter =
        new Event(1) {
          @Override
          protected void fire(long now) {
            submitDue(now);
          }
        };
  }

  static List<Planned> plan(Random random, boolean aligned) {
    List<Planned> plan = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    long slot = Contender.CAPACITY / count / GRANULE * GRANULE;
    long unit = aligned ? GRANULE : 1;
    for (int i = 0; i < count; i++) {
      int rows = random.nextInt(3) == 0 ? 1 + random.nextInt(8) : 1;
      long most = Math.min(6000, slot / rows) / unit;
      long rowBytes = unit * (1 + random.nextInt((int) most));
      long pitch = (slot - rowBytes) / rows / unit * unit;
      long room = slot - (rows - 1) * pitch - rowBytes;
      plan.add(
          new Planned(
              Operand.values()[random.nextInt(Operand.values().length)],
              random.nextInt(3) == 0,
              i * slot + random.nextLong(room / unit + 1) * unit,
              rows,
              rowBytes,
              Math.max(pitch, rowBytes),
              i == 0 || random.nextBoolean() ? -1 : random.nextInt(i),
              random.nextInt(3) == 0 ? 0 : random.nextInt(500)));
    }
    return plan.stream()
        .map(
            p ->
                p.address() + (p.rows() - 1) * p.pitch() + p.rowBytes() <= Contender.CAPACITY
                    ? p
                    : new Planned(
                        p.operand(),
                        p.write(),
                        p.address(),
                        1,
                        p.rowBytes(),
                        0,
                        p.after(),
                        p.delay()))
        .toList();
  }

  /** Runs until nothing is left to do. */
  void run() {
    for (int i = 0; i < plan.size(); i++) {
      int number = i;
      transfers[i] =
          new Transfer() {
            @Override
            protected void completed(long now) {
              done(number, now);
            }
          };
      if (plan.get(i).after() < 0) {
        due(i, plan.get(i).delay());
      }
    }
    while (!isDone() && queue.fireNext()) {}
  }

  private boolean isDone() {
    return Arrays.stream(completions).allMatch(times -> times > 0);
  }

  private void due(int number, long tick) {
    due[number] = tick;
    if (!submitter.isScheduled()) {
      queue.schedule(submitter, tick);
    } else if (submitter.time() > tick) {
      queue.reschedule(submitter, tick);
    }
  }

  private void submitDue(long now) {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < plan.size(); i++) {
      if (due[i] <= now) {
        due[i] = Long.MAX_VALUE;
        submitted[i] = now;
        Planned p = plan.get(i);
        transfers[i].configure(
            p.operand(), p.write(), p.address(), p.rows(), p.rowBytes(), p.pitch());
        memory.submit(transfers[i]);
      } else {
        next = Math.min(next, due[i]);
      }
    }
    if (next < Long.MAX_VALUE) {
      queue.schedule(submitter, next);
    }
  }

  private void done(int number, long now) {
    completed[number] = now;
    completions[number]++;
    for (int i = 0; i < plan.size(); i++) {
      if (plan.get(i).after() == number) {
        due(i, now + plan.get(i).delay());
      }
    }
  }

  long submittedAt(int number) {
    return submitted[number];
  }

  long completedAt(int number) {
    return completed[number];
  }

  int completions(int number) {
    return completions[number];
  }

  List<Long> completionTicks() {
    return Arrays.stream(completed).boxed().toList();
  }
}
