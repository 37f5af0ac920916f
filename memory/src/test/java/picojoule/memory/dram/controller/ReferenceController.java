package picojoule.memory.dram.controller;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Level;

/**
 * The specification of {@link ChannelController}: every tick is gone through, every request is an
 * object in a list, and every constraint is looked up in the history of commands. What it does is
 * what the golden data's README says of Ramulator 2.1 (3.3), and beyond that the policies' Javadoc.
 */
public final class ReferenceController {

  private static final Set<Command> COLUMNS = Set.of(Command.RD, Command.WR);
  private static final Set<Command> CLOSES = Set.of(Command.PRE, Command.PREA);

  /** The next command of a request. */
  private record Candidate(ReferenceRequest request, Command command) {}

  /** A refresh that is due: of one bank, or of all banks of a scope. */
  private record Refresh(Command command, int firstBank, int banks) {}

  private final DramSpec spec;
  private final ControllerPolicy policy;
  private final ReferenceChannel channel;
  private final int banks;
  private final Deque<Refresh> due = new ArrayDeque<>();
  private int refreshedBank;

  /** A controller before its first tick. */
  public ReferenceController(DramSpec spec, ControllerPolicy policy, ReferenceChannel channel) {
    this.spec = spec;
    this.policy = policy;
    this.channel = channel;
    banks = spec.organisation().banksPerChannel();
  }

  /** One tick. */
  public void tick(long now) {
    channel.begin(now);
    noteDueRefreshes(now);
    switch (spec.commandBus()) {
      case SINGLE -> single(now);
      case ROW_AND_COLUMN -> {
        columnSlot(now);
        rowSlot(now);
      }
      case ROW_AND_COLUMN_HALF_CLOCK -> {
        if (now % 2 == 1) {
          columnSlot(now);
          rowSlot(now);
        } else {
          fallingEdge(now);
        }
      }
      case SPLIT_ACTIVATE -> splitActivate(now);
    }
  }

  // ---- the command buses

  private void single(long now) {
    if (due.isEmpty() && policy.scheduler() == Scheduler.Kind.ROW_HITS_FIRST) {
      Optional<Candidate> opening = oldestWaiting(now, command -> command == Command.ACT);
      if (opening.isPresent()) {
        issue(opening.get(), now);
        return;
      }
    }
    Optional<Candidate> served = oldestActive(now);
    if (served.isPresent()) {
      issue(served.get(), now);
    } else if (!due.isEmpty()) {
      refresh(now, command -> true);
    } else {
      serveOrCloseIdle(oldestWaiting(now, command -> true), now);
    }
  }

  private void columnSlot(long now) {
    Optional<Candidate> served = oldestActive(now);
    if (served.isEmpty() && due.isEmpty()) {
      served = oldestWaiting(now, COLUMNS::contains);
    }
    served.ifPresent(candidate -> issue(candidate, now));
  }

  private void rowSlot(long now) {
    if (!due.isEmpty()) {
      refresh(now, command -> true);
    } else {
      serveOrCloseIdle(oldestWaiting(now, command -> !COLUMNS.contains(command)), now);
    }
  }

  private void serveOrCloseIdle(Optional<Candidate> served, long now) {
    if (served.isPresent()) {
      issue(served.get(), now);
    } else {
      closeIdle(now);
    }
  }

  /** Only what closes rows, and not beside what the row bus of the pseudo channel carries. */
  private void fallingEdge(long now) {
    if (!due.isEmpty()) {
      int bank = due.element().firstBank();
      refresh(now, command -> CLOSES.contains(command) && mayPair(command, bank, now));
    } else {
      channel.decideDirection();
      waiting(now)
          .filter(candidate -> candidate.command() == Command.PRE)
          .filter(candidate -> mayPair(Command.PRE, candidate.request().bank, now))
          .findFirst()
          .ifPresent(candidate -> issue(candidate, now));
    }
  }

  private boolean mayPair(Command command, int bank, long now) {
    int perPseudoChannel = spec.organisation().banksPerPseudoChannel();
    boolean meets =
        now == channel.pairingEdge
            && channel.lastRow.bank() / perPseudoChannel == bank / perPseudoChannel;
    return !meets
        || (command == Command.PRE
            && !channel.lastRow.command().isAllBanks()
            && channel.lastRow.bank() != bank);
  }

  private void splitActivate(long now) {
    if (channel.started != null) {
      if (channel.allows(channel.started.column(), channel.started.bank, now)) {
        ReferenceRequest request = channel.started;
        channel.started = null;
        channel.column(request, now);
      }
      return;
    }
    boolean canFinish =
        channel.halfActivated != null
            && channel.allows(Command.ACT2, channel.halfActivated.bank, now);
    if (channel.halfActivated != null && now >= channel.activateDeadline) {
      if (canFinish) {
        channel.activateSecondHalf(now);
      }
      return;
    }
    Optional<Candidate> served = oldestActive(now);
    if (served.isEmpty()) {
      if (!due.isEmpty()) {
        if (refresh(now, command -> true)) {
          return;
        }
      } else {
        served =
            oldestWaiting(now, command -> command != Command.ACT1 || channel.halfActivated == null);
      }
    }
    if (served.isEmpty()) {
      if (canFinish) {
        channel.activateSecondHalf(now);
      } else if (due.isEmpty()) {
        closeIdle(now);
      }
    } else if (!COLUMNS.contains(served.get().command()) || now < channel.writeClockStops) {
      issue(served.get(), now);
    } else if (channel.halfActivated != null && now + 1 >= channel.activateDeadline) {
      // CAS would take the last tick of ACT2.
      if (canFinish) {
        channel.activateSecondHalf(now);
      }
    } else {
      channel.startWriteClock(served.get().request(), now);
    }
  }

  // ---- who is next

  private Optional<Candidate> oldestActive(long now) {
    return channel.active.stream()
        .filter(request -> channel.allows(request.column(), request.bank, now))
        .min(Comparator.comparingLong(request -> request.arrival))
        .map(request -> new Candidate(request, request.column()));
  }

  private Optional<Candidate> oldestWaiting(long now, Predicate<Command> slot) {
    channel.decideDirection();
    List<Candidate> ready = waiting(now).filter(next -> slot.test(next.command())).toList();
    if (policy.scheduler() == Scheduler.Kind.ROW_HITS_FIRST) {
      Optional<Candidate> hit =
          ready.stream().filter(next -> COLUMNS.contains(next.command())).findFirst();
      if (hit.isPresent()) {
        return hit;
      }
    }
    return ready.stream().findFirst();
  }

  /**
   * The next commands of waiting requests that are ready and that the scheduler permits, oldest
   * first.
   */
  private Stream<Candidate> waiting(long now) {
    return channel.queue().stream()
        .filter(request -> channel.row[request.bank] != ReferenceChannel.HALF_OPEN)
        .map(request -> new Candidate(request, next(request)))
        .filter(candidate -> permitted(candidate.request(), candidate.command()))
        .filter(candidate -> channel.allows(candidate.command(), candidate.request().bank, now));
  }

  private Command next(ReferenceRequest request) {
    if (channel.row[request.bank] == ReferenceChannel.CLOSED) {
      return spec.commandBus() == CommandBus.SPLIT_ACTIVATE ? Command.ACT1 : Command.ACT;
    }
    return channel.row[request.bank] == request.row ? request.column() : Command.PRE;
  }

  private boolean permitted(ReferenceRequest request, Command command) {
    if (command == Command.PRE && channel.hasActive(request.bank)) {
      return false;
    }
    return switch (policy.scheduler()) {
      case OLDEST_READY -> true;
      case IN_ORDER -> request == channel.queue().get(0);
      case ROW_HITS_FIRST ->
          switch (command) {
            case RD, WR -> mayHit(request);
            case PRE ->
                channel.queue().stream()
                    .noneMatch(
                        other ->
                            other.bank == request.bank
                                && other.row == channel.row[other.bank]
                                && mayHit(other));
            default -> true;
          };
    };
  }

  /** Whether no older request was overtaken as often as may be. */
  private boolean mayHit(ReferenceRequest request) {
    return channel.overtakenBy(request).noneMatch(older -> older.overtaken >= policy.rowHitCap());
  }

  // ---- refreshes and idle rows

  private void noteDueRefreshes(long now) {
    boolean rank = spec.refreshScope() == Level.RANK;
    int scope =
        rank ? spec.organisation().banksPerRank() : spec.organisation().banksPerPseudoChannel();
    if (policy.refresh() == RefreshMode.ALL_BANK && now % spec.timing().refreshInterval() == 0) {
      for (int bank = 0; bank < banks; bank += scope) {
        due.add(new Refresh(Command.REF, bank, scope));
      }
    }
    if (policy.refresh() == RefreshMode.PER_BANK && now % spec.timing().cycles("tREFIpb") == 0) {
      for (int bank = 0; bank < banks; bank += scope) {
        due.add(new Refresh(Command.REFPB, bank + refreshedBank, 1));
      }
      refreshedBank = (refreshedBank + 1) % scope;
    }
  }

  /** The refresh that has waited longest, or what closes its banks, if it is ready. */
  private boolean refresh(long now, Predicate<Command> slot) {
    Refresh first = due.element();
    boolean closed = true;
    boolean busy = false;
    for (int bank = first.firstBank(); bank < first.firstBank() + first.banks(); bank++) {
      closed &= channel.row[bank] == ReferenceChannel.CLOSED;
      busy |= channel.row[bank] == ReferenceChannel.HALF_OPEN || channel.hasActive(bank);
    }
    boolean all = first.command() == Command.REF;
    Command command = closed ? first.command() : all ? Command.PREA : Command.PRE;
    if (busy || !slot.test(command) || !channel.allows(command, first.firstBank(), now)) {
      return false;
    }
    channel.send(command, first.firstBank(), null, now);
    Arrays.fill(
        channel.row, first.firstBank(), first.firstBank() + first.banks(), ReferenceChannel.CLOSED);
    if (closed) {
      due.remove();
    }
    return true;
  }

  /** Closes the first of the rows that nobody wants and that were open long enough. */
  private void closeIdle(long now) {
    if (policy.rowPolicy().idleCycles() == RowPolicy.FOREVER) {
      return;
    }
    for (int i = 0; i < banks; i++) {
      int bank = i;
      if (channel.row[bank] >= 0
          && !channel.hasActive(bank)
          && channel.reads.stream().noneMatch(request -> request.bank == bank)
          && channel.writes.stream().noneMatch(request -> request.bank == bank)
          && now >= channel.lastColumn[bank] + policy.rowPolicy().idleCycles()
          && channel.allows(Command.PRE, bank, now)) {
        channel.send(Command.PRE, bank, null, now);
        channel.row[bank] = ReferenceChannel.CLOSED;
        return;
      }
    }
  }

  private void issue(Candidate candidate, long now) {
    channel.issue(candidate.command(), candidate.request(), now);
  }
}
