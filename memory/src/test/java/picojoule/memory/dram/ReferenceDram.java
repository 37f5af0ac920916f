package picojoule.memory.dram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picojoule.memory.request.Memory;
import picojoule.memory.request.Transfer;
import picojoule.sim.Clock;
import picojoule.sim.Event;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;

/**
 * The specification of {@link Dram}, clock by clock: every burst is an object, every cycle is gone
 * through, and every constraint is looked up in the history of commands.
 */
final class ReferenceDram implements Memory {

  private final DramSpec spec;
  private final Organisation organisation;
  private final EventQueue queue;
  private final Clock clock;
  private final long requestTicks;
  private final long responseTicks;
  private final CommandListener listener;
  private final List<ReferenceChannel> channels = new ArrayList<>();
  private final Map<Command, List<Constraint>> rulesFor;
  private final int longestLatency;
  private final Map<Transfer, Integer> unissued = new HashMap<>();

  ReferenceDram(DramSpec spec, EventQueue queue, TimeBase timeBase, CommandListener listener) {
    this.spec = spec;
    this.queue = queue;
    this.listener = listener;
    organisation = spec.organisation();
    rulesFor = new EnumMap<>(Command.class);
    for (Command command : Command.values()) {
      rulesFor.put(
          command,
          spec.constraints().stream().filter(rule -> rule.following() == command).toList());
    }
    longestLatency = spec.constraints().stream().mapToInt(Constraint::latency).max().orElseThrow();
    clock = timeBase.clock("dram", spec.clockPeriodFemtoseconds());
    requestTicks = timeBase.ticksCeil(spec.controller().requestLatencyFemtoseconds());
    responseTicks = timeBase.ticksCeil(spec.controller().responseLatencyFemtoseconds());
    for (int i = 0; i < organisation.channels(); i++) {
      channels.add(new ReferenceChannel(i));
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
      channels.forEach(channel -> channel.tick(cycle));
      cycle++;
      queue.schedule(this, clock.ticks(cycle));
    }
  }

  @Override
  public void submit(Transfer transfer) {
    long arrival = clock.cyclesCeil(queue.now() + requestTicks);
    int bursts = 0;
    int burstBytes = organisation.burstBytes();
    for (int row = 0; row < transfer.rows(); row++) {
      long begin = transfer.address() + row * transfer.pitchBytes();
      for (long burst = begin / burstBytes;
          burst * burstBytes < begin + transfer.rowBytes();
          burst++) {
        AddressMapping mapping = spec.mapping();
        channels
            .get(mapping.channel(burst))
            .controllers
            .get(mapping.pseudoChannel(burst))
            .submitted
            .add(new Request(transfer, burst, arrival));
        bursts++;
      }
    }
    transfer.begin(1);
    unissued.put(transfer, bursts);
  }

  private void burstIssued(Transfer transfer, long cycle) {
    if (unissued.merge(transfer, -1, Integer::sum) == 0) {
      unissued.remove(transfer);
      int latency = transfer.isWrite() ? spec.timing().writeLatency() : spec.timing().readLatency();
      transfer.finishShare(clock.ticks(cycle + latency + spec.timing().burst()) + responseTicks);
      queue.schedule(transfer, transfer.finishTick());
    }
  }

  /** One burst. */
  private final class Request {
    final Transfer transfer;
    final long burst;
    final long arrival;
    final int bank;
    final int row;

    Request(Transfer transfer, long burst, long arrival) {
      this.transfer = transfer;
      this.burst = burst;
      this.arrival = arrival;
      bank = spec.mapping().bank(burst);
      row = spec.mapping().row(burst);
    }
  }

  /** A command that could be issued, and for whose sake. */
  private record Candidate(Command command, int bank, Request request) {}

  private final class ReferenceChannel {
    final int number;
    final List<Controller> controllers = new ArrayList<>();

    /** Commands that are recent enough to constrain others. */
    final List<IssuedCommand> recent = new ArrayList<>();

    ReferenceChannel(int number) {
      this.number = number;
      for (int i = 0; i < organisation.pseudoChannels(); i++) {
        controllers.add(new Controller(this, i));
      }
    }

    void tick(long cycle) {
      recent.removeIf(command -> cycle - command.cycle() > longestLatency);
      controllers.forEach(controller -> controller.begin(cycle));
      int count = controllers.size();
      for (int i = 0; i < count; i++) {
        controllers.get((int) ((cycle + i) % count)).column(cycle);
      }
      for (int i = 0; i < count; i++) {
        controllers.get((int) ((cycle + i) % count)).row(cycle);
      }
    }

    boolean allowed(Command command, int bank, long cycle) {
      for (Constraint constraint : rulesFor.get(command)) {
        int tooRecent = 0;
        for (IssuedCommand earlier : recent) {
          if (earlier.command() == constraint.preceding()
              && part(constraint.level(), earlier.bank()) == part(constraint.level(), bank)
              && cycle - earlier.cycle() < constraint.latency()) {
            tooRecent++;
          }
        }
        if (tooRecent >= constraint.window()) {
          return false;
        }
      }
      return true;
    }

    int part(Level level, int bank) {
      return switch (level) {
        case CHANNEL -> 0;
        case PSEUDO_CHANNEL -> bank / organisation.banksPerPseudoChannel();
        case RANK -> bank / organisation.banksPerRank();
        case BANK_GROUP -> bank / organisation.banks();
        case BANK -> bank;
      };
    }

    void issue(Command command, int bank, long cycle, int row, int column) {
      IssuedCommand issued = new IssuedCommand(number, cycle, command, bank, row, column);
      recent.add(issued);
      listener.issued(number, cycle, command, bank, row, column);
    }
  }

  /** The controller of one pseudo channel. */
  private final class Controller {
    final ReferenceChannel channel;
    final int firstBank;
    final Deque<Request> submitted = new ArrayDeque<>();
    final List<Request> reads = new ArrayList<>();
    final List<Request> writes = new ArrayList<>();
    final int[] openRow = new int[organisation.banksPerPseudoChannel()];
    final int[] overtakenReads = new int[openRow.length];
    final int[] overtakenWrites = new int[openRow.length];
    boolean writing;
    boolean refreshing;
    long refreshDue = spec.timing().refreshInterval();

    Controller(ReferenceChannel channel, int number) {
      this.channel = channel;
      firstBank = number * openRow.length;
      Arrays.fill(openRow, -1);
    }

    void begin(long cycle) {
      while (!submitted.isEmpty() && submitted.peek().arrival <= cycle) {
        boolean write = submitted.peek().transfer.isWrite();
        List<Request> entered = write ? writes : reads;
        int capacity = write ? spec.controller().writeQueue() : spec.controller().readQueue();
        if (entered.size() == capacity) {
          break;
        }
        entered.add(submitted.remove());
      }
      if (writing) {
        writing = writes.size() > spec.controller().writeLowWatermark() || reads.isEmpty();
      } else {
        writing =
            writes.size() >= spec.controller().writeHighWatermark()
                || (reads.isEmpty() && !writes.isEmpty());
      }
      refreshing = cycle >= refreshDue;
    }

    /** Queues are in order of age. */
    List<Request> active() {
      return writing ? writes : reads;
    }

    int[] overtaken() {
      return writing ? overtakenWrites : overtakenReads;
    }

    Request oldest(int bank) {
      for (Request request : active()) {
        if (request.bank == bank) {
          return request;
        }
      }
      throw new IllegalArgumentException("no request for bank " + bank);
    }

    boolean mayHit(Request request) {
      return openRow[request.bank] == request.row
          && (request == oldest(request.bank)
              || overtaken()[request.bank] < spec.controller().rowHitCap());
    }

    void column(long cycle) {
      Command command = writing ? Command.WR : Command.RD;
      if (refreshing) {
        return;
      }
      Optional<Request> chosen =
          active().stream()
              .filter(this::mayHit)
              .filter(request -> channel.allowed(command, firstBank + request.bank, cycle))
              .findFirst();
      if (chosen.isEmpty()) {
        return;
      }
      Request request = chosen.get();
      if (request != oldest(request.bank)) {
        overtaken()[request.bank]++;
      }
      active().remove(request);
      channel.issue(
          command,
          firstBank + request.bank,
          cycle,
          request.row,
          spec.mapping().column(request.burst));
      burstIssued(request.transfer, cycle);
    }

    void row(long cycle) {
      if (refreshing) {
        boolean closed = Arrays.stream(openRow).allMatch(row -> row == -1);
        Command command = closed ? Command.REF : Command.PREA;
        if (channel.allowed(command, firstBank, cycle)) {
          channel.issue(command, firstBank, cycle, -1, -1);
          for (int bank = 0; bank < openRow.length; bank++) {
            setRow(bank, -1);
          }
          if (closed) {
            refreshDue += spec.timing().refreshInterval();
          }
        }
        return;
      }
      List<Candidate> candidates = new ArrayList<>();
      boolean[] wanted = new boolean[openRow.length];
      boolean[] hit = new boolean[openRow.length];
      for (Request request : active()) {
        wanted[request.bank] = true;
        hit[request.bank] |= mayHit(request);
      }
      for (int bank = 0; bank < openRow.length; bank++) {
        if (wanted[bank] && !hit[bank]) {
          Command command = openRow[bank] == -1 ? Command.ACT : Command.PRE;
          if (channel.allowed(command, firstBank + bank, cycle)) {
            candidates.add(new Candidate(command, bank, oldest(bank)));
          }
        }
      }
      candidates.stream()
          .min(Comparator.comparingInt(candidate -> active().indexOf(candidate.request())))
          .ifPresent(
              candidate -> {
                int row = candidate.command() == Command.ACT ? candidate.request().row : -1;
                channel.issue(candidate.command(), firstBank + candidate.bank(), cycle, row, -1);
                setRow(candidate.bank(), row);
              });
    }

    void setRow(int bank, int row) {
      if (openRow[bank] != row) {
        openRow[bank] = row;
        overtakenReads[bank] = 0;
        overtakenWrites[bank] = 0;
      }
    }
  }
}
