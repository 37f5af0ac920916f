package picojoule.memory.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import picojoule.isa.Operand;
import picojoule.memory.request.Contender.Built;
import picojoule.memory.request.ContractRun.Planned;
import picojoule.sim.EventQueue;
import picojoule.sim.SameTickOrder;

/** What holds of every memory, whatever it is made of. */
class MemoryContractTest {

  private static ContractRun run(Contender kind, List<Planned> plan, EventQueue queue) {
    ContractRun run = new ContractRun(plan, queue, kind.build(queue).memory());
    run.run();
    return run;
  }

  @Property(tries = 140, shrinking = ShrinkingMode.OFF)
  void everyTransferCompletesOnceAndNotBeforeItsBytesCanHaveMoved(
      @ForAll Contender kind, @ForAll long seed) {
    List<Planned> plan = ContractRun.plan(new Random(seed), false);
    EventQueue queue = new EventQueue();
    Built built = kind.build(queue);
    ContractRun run = new ContractRun(plan, queue, built.memory());
    run.run();
    long bytes = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    for (int i = 0; i < plan.size(); i++) {
      assertThat(run.completions(i)).as("completions of %s", plan.get(i)).isEqualTo(1);
      long ticks = run.completedAt(i) - run.submittedAt(i);
      assertThat(ticks).isPositive();
      assertThat((double) plan.get(i).bytes())
          .isLessThanOrEqualTo(ticks * built.peakBytesPerTick());
      bytes += plan.get(i).bytes();
      first = Math.min(first, run.submittedAt(i));
      last = Math.max(last, run.completedAt(i));
    }
    assertThat((double) bytes).isLessThanOrEqualTo((last - first) * built.peakBytesPerTick());
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void theSameTransfersTakeTheSameTimeInWhateverOrderSimultaneousEventsFire(
      @ForAll Contender kind, @ForAll long seed) {
    List<Planned> plan = ContractRun.plan(new Random(seed), false);
    List<Long> expected = run(kind, plan, new EventQueue()).completionTicks();
    assertThat(run(kind, plan, new EventQueue()).completionTicks()).isEqualTo(expected);
    EventQueue shuffled = new EventQueue(SameTickOrder.shuffled(seed));
    assertThat(run(kind, plan, shuffled).completionTicks()).isEqualTo(expected);
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void whatIsAskedForIsWhatIsMoved(@ForAll Contender kind, @ForAll long seed) {
    List<Planned> plan = ContractRun.plan(new Random(seed), true);
    EventQueue queue = new EventQueue();
    Built built = kind.build(queue);
    new ContractRun(plan, queue, built.memory()).run();
    long[] moved = built.moved().get();
    if (moved != null) {
      assertThat(moved).containsExactly(asked(plan, false), asked(plan, true));
    }
  }

  private static long asked(List<Planned> plan, boolean write) {
    return plan.stream().filter(p -> p.write() == write).mapToLong(Planned::bytes).sum();
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatReachesBeyondItAndWhatIsUnderWayAndGoesOn(Contender kind) {
    EventQueue queue = new EventQueue();
    Memory memory = kind.build(queue).memory();
    Counted transfer = new Counted();
    long capacity = memory.capacityBytes();
    assertThat(capacity).isGreaterThanOrEqualTo(Contender.CAPACITY);
    transfer.configure(Operand.WEIGHTS, false, capacity - 10, 1, 11, 0);
    assertThatThrownBy(() -> memory.submit(transfer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("beyond the capacity of " + capacity + " bytes")
        .message()
        .hasLineCount(1);
    assertThatThrownBy(() -> transfer.configure(Operand.WEIGHTS, false, 0, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no transfer has 1 rows of 0 bytes");
    transfer.configure(Operand.WEIGHTS, false, capacity - 64, 1, 64, 0);
    memory.submit(transfer);
    assertThatThrownBy(() -> memory.submit(transfer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("under way");
    complete(queue, transfer, 1);
  }

  /** A DRAM makes new tables when channels that went in lock step part. */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"DRAM", "LINK_TO_DRAM", "SYSTEM"})
  void allocatesNothingOnceItHasSeenAsMuchBefore(Contender kind) {
    EventQueue queue = new EventQueue();
    Memory memory = kind.build(queue).memory();
    Counted transfer = new Counted();
    rounds(queue, memory, transfer, 3000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    rounds(queue, memory, transfer, 2000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    // An object for each would be 32,000 bytes at least.
    assertThat(allocated).isLessThan(16_000);
  }

  private static void rounds(EventQueue queue, Memory memory, Counted transfer, int count) {
    for (int i = 0; i < count; i++) {
      long address = i % 500 * 1024L + i % 7;
      transfer.configure(Operand.KV_CACHE, i % 3 == 0, address, 1 + i % 3, 600, 700);
      memory.submit(transfer);
      complete(queue, transfer, transfer.completions + 1);
    }
  }

  private static void complete(EventQueue queue, Counted transfer, int times) {
    while (transfer.completions < times) {
      if (!queue.fireNext()) {
        throw new AssertionError("nothing happens any more");
      }
    }
  }

  private static final class Counted extends Transfer {
    private int completions;

    @Override
    protected void completed(long now) {
      completions++;
    }
  }
}
