package picojoule.memory.dram.controller;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.CommandBus;
import picojoule.memory.dram.DramSpec;

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

  private final DramSpec spec;
  private final ControllerPolicy policy;
  private final ReferenceChannel channel;
  private final int banks;
  private final ReferenceRefreshes refreshes;

  /** A controller before its first tick. */
  public ReferenceController(DramSpec spec, ControllerPolicy policy, ReferenceChannel channel) {
    this.spec = spec;
    this.policy = policy;
    this.channel = channel;
    banks = spec.organisation().banksPerChannel();
    refreshes = new ReferenceRefreshes(spec, policy.refresh(), channel);
  }

  /** One tick. */
  public void tick(long now) {
    channel.begin(now);
    refreshes.note(now);
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
    if (refreshes.isEmpty() && policy.scheduler() == Scheduler.Kind.ROW_HITS_FIRST) {
      Optional<Candidate> opening = oldestWaiting(now, command -> command == Command.ACT);
      if (opening.isPresent()) {
        issue(opening.get(), now);
        return;
      }
    }
    Optional<Candidate> served = oldestActive(now);
    if (served.isPresent()) {
      issue(served.get(), now);
    } else if (!refreshes.issue(now, (command, bank) -> true) && !refreshes.blocksAll(now)) {
      serveOrCloseIdle(oldestWaiting(now, command -> true), now);
    }
  }

  private void columnSlot(long now) {
    Optional<Candidate> served = oldestActive(now);
    if (served.isEmpty() && !refreshes.blocksAll(now)) {
      served = oldestWaiting(now, COLUMNS::contains);
    }
    served.ifPresent(candidate -> issue(candidate, now));
  }

  private void rowSlot(long now) {
    if (refreshes.issue(now, (command, bank) -> true) || refreshes.blocksAll(now)) {
      return;
    }
    Optional<Candidate> served = oldestWaiting(now, command -> !COLUMNS.contains(command));
    if (served.isPresent() && policy.scheduler() == Scheduler.Kind.ROW_HITS_FIRST) {
      Optional<Candidate> opening = oldestWaiting(now, command -> command == Command.ACT);
      served = opening.isPresent() ? opening : served;
    }
    serveOrCloseIdle(served, now);
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
    if (refreshes.issue(
            now, (command, bank) -> CLOSES.contains(command) && mayPair(command, bank, now))
        || refreshes.blocksAll(now)) {
      return;
    }
    channel.decideDirection();
    waiting(now)
        .filter(candidate -> candidate.command() == Command.PRE)
        .filter(candidate -> mayPair(Command.PRE, candidate.request().bank, now))
        .findFirst()
        .ifPresent(candidate -> issue(candidate, now));
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
      if (refreshes.issue(now, (command, bank) -> true)) {
        return;
      }
      if (!refreshes.blocksAll(now)) {
        served =
            oldestWaiting(now, command -> command != Command.ACT1 || channel.halfActivated == null);
      }
    }
    if (served.isEmpty()) {
      if (canFinish) {
        channel.activateSecondHalf(now);
      } else if (!refreshes.blocksAll(now)) {
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
          rowHit(ready.stream().filter(next -> COLUMNS.contains(next.command())).toList());
      if (hit.isPresent()) {
        return hit;
      }
    }
    return ready.stream().findFirst();
  }

  /**
   * The oldest request of all after twice as many as its queue holds came behind it; before that
   * the oldest of the first bank in which requests wait for another row, too; else the oldest.
   */
  private Optional<Candidate> rowHit(List<Candidate> ready) {
    Optional<Candidate> oldest = ready.stream().findFirst();
    if (oldest.isPresent()
        && oldest.get().request() == channel.queue().get(0)
        && channel.arrivedAfter(oldest.get().request()) >= 2L * channel.queueCapacity()) {
      return oldest;
    }
    return ready.stream()
        .filter(hit -> channel.isRowAwaited(hit.request().bank))
        .min(Comparator.comparingInt(hit -> hit.request().bank))
        .or(() -> oldest);
  }

  /**
   * The next commands of waiting requests that are ready and that the scheduler permits, oldest
   * first.
   */
  private Stream<Candidate> waiting(long now) {
    return channel.queue().stream()
        .filter(request -> channel.row[request.bank] != ReferenceChannel.HALF_OPEN)
        .filter(request -> !refreshes.isClaimed(request.bank))
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

  // ---- idle rows

  /** Closes the first of the rows that nobody wants and that were open long enough. */
  private void closeIdle(long now) {
    if (policy.rowPolicy().idleCycles() == RowPolicy.FOREVER) {
      return;
    }
    for (int i = 0; i < banks; i++) {
      int bank = i;
      if (channel.row[bank] >= 0
          && !refreshes.isClaimed(bank)
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
