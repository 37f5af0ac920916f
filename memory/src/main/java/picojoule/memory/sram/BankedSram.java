package picojoule.memory.sram;

import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/**
 * An SRAM of banks and ports, cycle by cycle. Each class of operand is a client for its reads and
 * another one for its writes, numbered in the order of {@link Operand}, reads first. What is
 * submitted takes part from the first clock edge at or after its tick on.
 *
 * <p>Cycles before the next event of the queue cannot be changed by anybody and are gone through
 * without events of their own; {@link #statistics} run ahead by as much. Nothing is allocated for a
 * transfer once the lines of waiting ones are as long as they get.
 */
public final class BankedSram implements Memory {

  /** Behind everything that may submit at the same tick. */
  private static final int CYCLE = EventQueue.PRIORITIES - 1;

  private final BankedSramSpec spec;
  private final EventQueue queue;
  private final Clock clock;
  private final SramClient[] clients = new SramClient[2 * Operand.values().length];
  private final SramBanks banks;
  private final SramRequests requests;
  private final Event cycleEvent = new CycleEvent();
  private int active;

  /** The first cycle that has not been gone through. */
  private long nextCycle;

  private long readWords;
  private long writtenWords;
  private long busyCycles;
  private long conflicts;

  public BankedSram(BankedSramSpec spec, EventQueue queue, Clock clock) {
    this.spec = spec;
    this.queue = queue;
    this.clock = clock;
    banks = new SramBanks(spec, clients.length);
    requests = new SramRequests(spec.banks(), clients.length * spec.accessWords());
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new SramClient(spec.wordBytes(), spec.accessWords());
    }
  }

  @Override
  public long capacityBytes() {
    return spec.capacityBytes();
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.requireSubmittable(capacityBytes());
    long now = queue.now();
    transfer.begin(1, now);
    SramClient client = clients[2 * transfer.requester().ordinal() + (transfer.isWrite() ? 1 : 0)];
    active += client.isIdle() ? 1 : 0;
    client.add(transfer);
    if (!cycleEvent.isScheduled()) {
      nextCycle = Math.max(nextCycle, clock.cyclesCeil(now));
      queue.schedule(cycleEvent, Math.max(now, clock.ticks(nextCycle)));
    }
  }

  public BankedSramStatistics statistics() {
    return new BankedSramStatistics(readWords, writtenWords, busyCycles, conflicts);
  }

  private void cycle(long cycle) {
    busyCycles++;
    requests.clear();
    for (int i = 0; i < clients.length; i++) {
      SramClient client = clients[i];
      for (int j = 0; j < client.pending(); j++) {
        requests.add(spec.bank(client.pendingWord(j)), i, j);
      }
    }
    for (int i = 0; i < requests.wantedBanks(); i++) {
      int bank = requests.wantedBank(i);
      int first = banks.firstClient(bank);
      serve(bank, first, clients.length, cycle);
      serve(bank, 0, first, cycle);
    }
    for (SramClient client : clients) {
      if (!client.isIdle()) {
        advance(client, cycle);
      }
    }
  }

  /** Serves the requests for a bank of clients from one number to below another. */
  private void serve(int bank, int from, int to, long cycle) {
    for (int r = requests.first(bank); r >= 0; r = requests.next(r)) {
      int client = requests.client(r);
      if (client < from || client >= to) {
        continue;
      }
      boolean write = (client & 1) != 0;
      if (!banks.take(bank, write, client, cycle)) {
        conflicts++;
        continue;
      }
      clients[client].markServed(requests.index(r));
      if (write) {
        writtenWords++;
      } else {
        readWords++;
      }
    }
  }

  private void advance(SramClient client, long cycle) {
    client.drop();
    Transfer done = client.step();
    if (done == null) {
      return;
    }
    active -= client.isIdle() ? 1 : 0;
    done.finishShares(1, clock.ticks(cycle + spec.latencyCycles()));
    queue.schedule(done, done.finishTick());
  }

  private final class CycleEvent extends Event {
    CycleEvent() {
      super(CYCLE);
    }

    @Override
    protected void fire(long now) {
      do {
        cycle(nextCycle++);
      } while (active > 0 && clock.ticks(nextCycle) < queue.nextTime());
      if (active > 0) {
        queue.schedule(this, clock.ticks(nextCycle));
      }
    }
  }
}
