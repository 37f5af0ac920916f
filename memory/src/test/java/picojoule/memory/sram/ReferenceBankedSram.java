package picojoule.memory.sram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picojoule.isa.Operand;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.memory.sram.BankedSramSpec.Arbitration;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;

/** The specification of {@link BankedSram}: every cycle, every word, every bank. */
final class ReferenceBankedSram implements Memory {

  private static final int CLIENTS = 2 * Operand.values().length;

  /** Words that are presented together; the last ones of a transfer complete it. */
  private static final class Access {
    private final Transfer transfer;
    private final boolean last;
    private final List<Long> words;

    Access(Transfer transfer, boolean last, List<Long> words) {
      this.transfer = transfer;
      this.last = last;
      this.words = new ArrayList<>(words);
    }
  }

  private record Wish(int client, Access access, long word) {}

  private final BankedSramSpec spec;
  private final EventQueue queue;
  private final Clock clock;
  private final List<Deque<Access>> clients = new ArrayList<>();
  private final Map<Integer, Integer> firstClients = new HashMap<>();
  private long conflicts;
  private long words;

  ReferenceBankedSram(BankedSramSpec spec, EventQueue queue, Clock clock) {
    this.spec = spec;
    this.queue = queue;
    this.clock = clock;
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new ArrayDeque<>());
    }
    queue.schedule(new Cycle(), 0);
  }

  @Override
  public long capacityBytes() {
    return spec.capacityBytes();
  }

  long conflicts() {
    return conflicts;
  }

  long words() {
    return words;
  }

  @Override
  public void submit(Transfer transfer) {
    transfer.begin(1, queue.now());
    Deque<Access> client =
        clients.get(2 * transfer.requester().ordinal() + (transfer.isWrite() ? 1 : 0));
    for (int row = 0; row < transfer.rows(); row++) {
      long begin = transfer.address() + row * transfer.pitchBytes();
      List<Long> touched = new ArrayList<>();
      for (long address = begin; address < begin + transfer.rowBytes(); address++) {
        long word = address / spec.wordBytes();
        if (!touched.contains(word)) {
          touched.add(word);
        }
      }
      for (int i = 0; i < touched.size(); i += spec.accessWords()) {
        int end = Math.min(touched.size(), i + spec.accessWords());
        boolean last = end == touched.size() && row == transfer.rows() - 1;
        client.add(new Access(transfer, last, touched.subList(i, end)));
      }
    }
  }

  private final class Cycle extends Event {
    Cycle() {
      super(EventQueue.PRIORITIES - 1);
    }

    @Override
    protected void fire(long now) {
      Map<Integer, List<Wish>> wishes = new TreeMap<>();
      for (int client = 0; client < CLIENTS; client++) {
        Access access = clients.get(client).peek();
        if (access != null) {
          for (long word : access.words) {
            int bank = (int) (word / spec.interleaveWords() % spec.banks());
            wishes
                .computeIfAbsent(bank, b -> new ArrayList<>())
                .add(new Wish(client, access, word));
          }
        }
      }
      wishes.forEach(this::serve);
      for (Deque<Access> client : clients) {
        if (!client.isEmpty() && client.peek().words.isEmpty()) {
          Access done = client.remove();
          if (done.last) {
            done.transfer.finishShares(1, now + clock.ticks(spec.latencyCycles()));
            queue.schedule(done.transfer, done.transfer.finishTick());
          }
        }
      }
      queue.schedule(this, now + clock.periodTicks());
    }

    private void serve(int bank, List<Wish> wishes) {
      int first = firstClients.getOrDefault(bank, 0);
      wishes.sort(Comparator.comparingInt(wish -> (wish.client() - first + CLIENTS) % CLIENTS));
      int reads = spec.readPorts();
      int writes = spec.writePorts();
      int shared = spec.sharedPorts();
      for (Wish wish : wishes) {
        boolean write = wish.client() % 2 == 1;
        if (write && writes > 0) {
          writes--;
        } else if (!write && reads > 0) {
          reads--;
        } else if (shared > 0) {
          shared--;
        } else {
          conflicts++;
          continue;
        }
        words++;
        wish.access().words.remove(wish.word());
        if (spec.arbitration() == Arbitration.ROUND_ROBIN) {
          firstClients.put(bank, (wish.client() + 1) % CLIENTS);
        }
      }
    }
  }
}
