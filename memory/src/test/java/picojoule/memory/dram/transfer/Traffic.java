package picojoule.memory.dram.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * Transfers for a memory under test. Each is submitted some ticks after the begin, or after the
 * completion of an earlier one, so that what the memory does decides what it is asked next.
 */
public final class Traffic {

  private static final int FROM_BEGIN = -1;

  /** One transfer of the plan. */
  public record Planned(
      Operand requester,
      boolean write,
      long address,
      int rows,
      long rowBytes,
      long pitchBytes,
      int after,
      long delayTicks) {}

  private final List<Planned> plan;

  public Traffic(List<Planned> plan) {
    this.plan = List.copyOf(plan);
  }

  /** A few transfers of bytes that follow each other. */
  public static Traffic streams(Random random, long capacity) {
    List<Planned> plan = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      long bytes = 1L + random.nextInt((int) Math.min(40_000, capacity));
      plan.add(
          new Planned(
              Operand.WEIGHTS,
              random.nextInt(3) == 0,
              random.nextLong(capacity - bytes + 1),
              1,
              bytes,
              0,
              FROM_BEGIN,
              random.nextInt(2000)));
    }
    return new Traffic(plan);
  }

  /** Transfers that load all channels alike, and now and then one that does not. */
  public static Traffic even(Random random, long capacity, long stripe) {
    List<Planned> plan = new ArrayList<>();
    int count = 3 + random.nextInt(10);
    for (int i = 0; i < count; i++) {
      boolean even = random.nextInt(4) > 0;
      long most = Math.max(1, Math.min(20_000, capacity / 2) / stripe);
      long bytes = even ? stripe * (1 + random.nextLong(most)) : 1 + random.nextLong(3 * stripe);
      bytes = Math.min(bytes, capacity);
      long address = random.nextLong(capacity - bytes + 1);
      plan.add(
          new Planned(
              Operand.WEIGHTS,
              random.nextInt(4) == 0,
              even ? address / stripe * stripe : address,
              1,
              bytes,
              0,
              i == 0 || random.nextBoolean() ? FROM_BEGIN : i - 1,
              random.nextInt(4) == 0 ? random.nextLong(1L << 16) : random.nextInt(300)));
    }
    return new Traffic(plan);
  }

  /** Transfers of bytes that follow each other, most of them in one direction, all at once. */
  public static Traffic descriptors(Random random, long capacity) {
    List<Planned> plan = new ArrayList<>();
    int count = 2 + random.nextInt(12);
    long bytes = Math.min(64L << random.nextInt(8), capacity / count);
    long begin = random.nextInt(3) == 0 ? random.nextLong(bytes) : 0;
    int writes = random.nextInt(3) == 0 ? 3 : count;
    for (int i = 0; i < count; i++) {
      plan.add(
          new Planned(
              Operand.KV_CACHE,
              i % (2 * writes) >= writes,
              Math.min(begin + i * bytes, capacity - bytes),
              1,
              bytes,
              0,
              FROM_BEGIN,
              random.nextInt(4) == 0 ? random.nextInt(300) : 0));
    }
    return new Traffic(plan);
  }

  /** Tiles of wide matrices: many short rows, each in other banks than the one before. */
  public static Traffic tiles(Random random, long capacity) {
    List<Planned> plan = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int rows = 2 + random.nextInt(30);
      long rowBytes = Math.min(32L << random.nextInt(5), capacity / (2L * rows));
      long pitch = random.nextLong(capacity / (2L * rows) + 1);
      long room = capacity - (rows - 1) * pitch - rowBytes;
      plan.add(
          new Planned(
              Operand.ACTIVATIONS,
              random.nextInt(3) == 0,
              random.nextLong(room + 1),
              rows,
              rowBytes,
              pitch,
              i == 0 || random.nextBoolean() ? FROM_BEGIN : i - 1,
              random.nextInt(200)));
    }
    return new Traffic(plan);
  }

  public static Traffic random(Random random, long capacity) {
    List<Planned> plan = new ArrayList<>();
    int count = 1 + random.nextInt(10);
    boolean mixed = random.nextBoolean();
    long longestDelay = 1L << random.nextInt(14);
    for (int i = 0; i < count; i++) {
      int rows = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 1;
      long rowBytes = 1L + random.nextInt(rows > 1 ? 300 : random.nextInt(4) == 0 ? 64 : 3000);
      rowBytes = Math.min(rowBytes, capacity / (2L * rows));
      long pitch = random.nextInt((int) Math.min(4096, capacity / (2L * rows) + 1));
      long room = capacity - (rows - 1) * pitch - rowBytes;
      plan.add(
          new Planned(
              Operand.values()[random.nextInt(Operand.values().length)],
              mixed && random.nextInt(3) == 0,
              (long) (random.nextDouble() * (room + 1)),
              rows,
              rowBytes,
              pitch,
              i == 0 || random.nextBoolean() ? FROM_BEGIN : random.nextInt(i),
              random.nextInt(4) == 0 ? 0 : random.nextLong(longestDelay)));
    }
    return new Traffic(plan);
  }

  public List<Planned> plan() {
    return plan;
  }

  /** Runs all transfers and returns the ticks of their completions. */
  public List<Long> run(EventQueue queue, Memory memory) {
    long[] completions = new long[plan.size()];
    int[] open = {plan.size()};
    List<Submission> submissions = new ArrayList<>();
    Desk desk = new Desk(queue, submissions);
    for (int i = 0; i < plan.size(); i++) {
      submissions.add(new Submission(i, queue, memory, completions, submissions, open, desk));
    }
    for (Submission submission : submissions) {
      if (submission.planned().after() == FROM_BEGIN) {
        queue.schedule(submission, submission.planned().delayTicks());
      }
    }
    while (open[0] > 0 && queue.fireNext()) {}
    return Arrays.stream(completions).boxed().toList();
  }

  /**
   * Submits what is due in a tick in the order of the plan. Memories may tell of completions in the
   * same tick in any order, and that must not decide what is submitted first.
   */
  private static final class Desk extends Event {
    private final EventQueue queue;
    private final List<Submission> submissions;

    Desk(EventQueue queue, List<Submission> submissions) {
      super(EventQueue.PRIORITIES - 2);
      this.queue = queue;
      this.submissions = submissions;
    }

    void expect(long now) {
      if (!isScheduled()) {
        queue.schedule(this, now);
      }
    }

    @Override
    protected void fire(long now) {
      submissions.forEach(Submission::submitIfDue);
    }
  }

  private final class Submission extends Event {
    private final int index;
    private final Memory memory;
    private final Transfer transfer;
    private final Desk desk;
    private boolean due;

    Submission(
        int index,
        EventQueue queue,
        Memory memory,
        long[] completions,
        List<Submission> all,
        int[] open,
        Desk desk) {
      super(1);
      this.index = index;
      this.desk = desk;
      this.memory = memory;
      transfer =
          new Transfer() {
            @Override
            protected void completed(long now) {
              completions[index] = now;
              open[0]--;
              for (Submission other : all) {
                if (other.planned().after() == index) {
                  queue.schedule(other, now + other.planned().delayTicks());
                }
              }
            }
          };
    }

    Planned planned() {
      return plan.get(index);
    }

    @Override
    protected void fire(long now) {
      due = true;
      desk.expect(now);
    }

    void submitIfDue() {
      if (!due) {
        return;
      }
      due = false;
      Planned planned = planned();
      transfer.configure(
          planned.requester(),
          planned.write(),
          planned.address(),
          planned.rows(),
          planned.rowBytes(),
          planned.pitchBytes());
      memory.submit(transfer);
    }
  }
}
