package picojoule.memory.dram.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.controller.ReferenceChannel;
import picojoule.memory.dram.controller.ReferenceController;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;

/**
 * The specification of {@link Dram}, clock by clock: every transfer becomes a list of bursts, every
 * channel has a controller of its own, and every cycle is gone through.
 */
final class ReferenceDram implements Memory {

  /** A burst on its way to a controller. */
  private record Burst(Transfer transfer, long number, long arrival) {}

  private final DramSpec spec;
  private final EventQueue queue;
  private final Clock clock;
  private final long requestTicks;
  private final long responseTicks;
  private final List<Deque<Burst>> submitted = new ArrayList<>();
  private final List<ReferenceChannel> channels = new ArrayList<>();
  private final List<ReferenceController> controllers = new ArrayList<>();
  private final Map<Transfer, Integer> unserved = new HashMap<>();
  private final Map<Transfer, Long> lastData = new HashMap<>();

  ReferenceDram(DramDevice device, EventQueue queue, TimeBase timeBase, CommandListener listener) {
    spec = device.spec();
    this.queue = queue;
    clock = timeBase.clock("dram", spec.clockPeriodFemtoseconds());
    requestTicks = timeBase.ticksCeil(device.policy().requestLatencyFemtoseconds());
    responseTicks = timeBase.ticksCeil(device.policy().responseLatencyFemtoseconds());
    for (int i = 0; i < spec.organisation().channels(); i++) {
      int number = i;
      ReferenceChannel channel =
          new ReferenceChannel(
              spec,
              device.policy(),
              (cycle, command, bank, row, column) ->
                  listener.issued(number, cycle, command, bank, row, column));
      submitted.add(new ArrayDeque<>());
      channels.add(channel);
      controllers.add(new ReferenceController(spec, device.policy(), channel));
    }
    queue.schedule(new Tick(), 0);
  }

  /** A clock edge, after everything else of its tick. */
  private final class Tick extends Event {
    private long cycle;

    Tick() {
      super(EventQueue.PRIORITIES - 1);
    }

    @Override
    protected void fire(long now) {
      for (int i = 0; i < channels.size(); i++) {
        offer(i);
        controllers.get(i).tick(cycle + 1);
      }
      cycle++;
      queue.schedule(this, clock.ticks(cycle));
    }

    private void offer(int number) {
      Deque<Burst> waiting = submitted.get(number);
      while (!waiting.isEmpty() && waiting.element().arrival() <= cycle) {
        Burst burst = waiting.element();
        if (!channels
            .get(number)
            .offer(
                burst.transfer().isWrite(),
                burst.number(),
                cycle,
                dataCycle -> served(burst.transfer(), dataCycle))) {
          return;
        }
        waiting.remove();
      }
    }
  }

  @Override
  public long capacityBytes() {
    return spec.organisation().capacityBytes();
  }

  @Override
  public void submit(Transfer transfer) {
    long arrival = clock.cyclesCeil(queue.now() + requestTicks);
    AddressMapping mapping = spec.mapping();
    int burstBytes = spec.organisation().burstBytes();
    int bursts = 0;
    for (int row = 0; row < transfer.rows(); row++) {
      long begin = transfer.address() + row * transfer.pitchBytes();
      for (long burst = begin / burstBytes;
          burst * burstBytes < begin + transfer.rowBytes();
          burst++) {
        submitted.get(mapping.channel(burst)).add(new Burst(transfer, burst, arrival));
        bursts++;
      }
    }
    transfer.begin(1, queue.now());
    unserved.put(transfer, bursts);
    lastData.put(transfer, 0L);
  }

  private void served(Transfer transfer, long dataCycle) {
    lastData.merge(transfer, dataCycle, Math::max);
    if (unserved.merge(transfer, -1, Integer::sum) == 0) {
      unserved.remove(transfer);
      transfer.finishShares(1, clock.ticks(lastData.remove(transfer)) + responseTicks);
      queue.schedule(transfer, transfer.finishTick());
    }
  }
}
