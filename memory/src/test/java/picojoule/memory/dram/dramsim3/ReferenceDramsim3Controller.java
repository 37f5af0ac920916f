package picojoule.memory.dram.dramsim3;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.dramsim3.ReferenceTransactions.Request;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/** What {@link Dramsim3Controller} must do, said clock by clock. */
final class ReferenceDramsim3Controller {

  private static final int CLOSED = -1;
  private static final int WINDOW = 4;
  private static final long FAR_TOO_LONG = 30_000_000;

  private final Dramsim3Timing timing;
  private final Organisation organisation;
  private final Dramsim3ControllerSpec spec;
  private final ReferenceGaps gaps;
  private final ReplayListener listener;

  private final ReferenceTransactions transactions;
  private final List<List<Request>> bankQueues = new ArrayList<>();
  private final long[][] earliest;
  private final int[] openRow;
  private final int[] columnCommands;
  private final Deque<Long> activates = new ArrayDeque<>();
  private final Map<Command, Integer> counts = new HashMap<>();

  private int pendingRefreshes;
  private int turn;
  private long idleTicks;
  private long rowHits;
  private long rowConflicts;

  ReferenceDramsim3Controller(
      Dramsim3Timing timing,
      Organisation organisation,
      AddressMapping mapping,
      Dramsim3ControllerSpec spec,
      RequestSource source,
      boolean unlimited,
      ReplayListener listener) {
    this.timing = timing;
    this.organisation = organisation;
    this.spec = spec;
    this.listener = listener;
    gaps = new ReferenceGaps(timing, organisation.bankGroups());
    int banks = organisation.banksPerPseudoChannel();
    earliest = new long[banks][Command.values().length];
    openRow = new int[banks];
    columnCommands = new int[banks];
    for (int bank = 0; bank < banks; bank++) {
      openRow[bank] = CLOSED;
      bankQueues.add(new ArrayList<>());
    }
    transactions =
        new ReferenceTransactions(organisation, mapping, spec, source, unlimited, bankQueues);
  }

  ReplayStatistics replay() {
    for (long tick = 0; tick < FAR_TOO_LONG; tick++) {
      if (tick > 0 && tick % timing.refreshInterval() == 0) {
        pendingRefreshes++;
      }
      if (pendingRefreshes > 0) {
        closeOrRefresh(tick);
      } else {
        issue(tick);
      }
      idleTicks += allClosed() ? 1 : 0;
      transactions.moveOne();
      transactions.accept(tick);
      if (transactions.areDone(tick)) {
        return statistics(tick + 1);
      }
    }
    throw new AssertionError("no end");
  }

  private void closeOrRefresh(long tick) {
    for (int bank = 0; bank < openRow.length; bank++) {
      if (openRow[bank] != CLOSED && isReady(Command.PRE, bank, tick)) {
        carryOut(Command.PRE, bank, null, tick);
        return;
      }
    }
    boolean ready = true;
    for (int bank = 0; bank < openRow.length; bank++) {
      ready &= openRow[bank] == CLOSED && isReady(Command.REF, bank, tick);
    }
    if (ready) {
      carryOut(Command.REF, 0, null, tick);
      pendingRefreshes--;
    }
  }

  private boolean isReady(Command command, int bank, long tick) {
    boolean windowOpen =
        command != Command.ACT
            || activates.size() < WINDOW
            || tick >= activates.getFirst() + timing.fourActivateWindow();
    return windowOpen && tick >= earliest[bank][command.ordinal()];
  }

  private void issue(long tick) {
    Command first = nextInTurn(tick, null);
    if (first != null && spec.dualCommand()) {
      nextInTurn(tick, first);
    }
  }

  /** Gives the next bank that can do something its turn; after a first, only the other kind. */
  private Command nextInTurn(long tick, Command first) {
    for (int i = 0; i < openRow.length; i++) {
      turn = (turn + 1) % openRow.length;
      for (Request request : bankQueues.get(turn)) {
        Command command = needed(request);
        if (isReady(command, turn, tick) && isAllowed(command, request)) {
          if (first == null || first.isRow() != command.isRow()) {
            carryOut(command, turn, request, tick);
          }
          return command;
        }
      }
    }
    return null;
  }

  private Command needed(Request request) {
    if (openRow[request.bank()] == CLOSED) {
      return Command.ACT;
    }
    if (openRow[request.bank()] != request.row()) {
      return Command.PRE;
    }
    return request.write() ? Command.WR : Command.RD;
  }

  private boolean isAllowed(Command command, Request request) {
    List<Request> queue = bankQueues.get(request.bank());
    if (command == Command.PRE) {
      boolean hitsWait = queue.stream().anyMatch(r -> r.row() == openRow[r.bank()]);
      return queue.get(0).equals(request)
          && (!hitsWait || columnCommands[request.bank()] >= spec.rowHitCap());
    }
    if (command == Command.WR) {
      return queue.stream()
          .takeWhile(r -> !r.equals(request))
          .noneMatch(r -> !r.write() && r.sameBurst(request));
    }
    return true;
  }

  private void carryOut(Command command, int bank, Request request, long tick) {
    boolean column = command == Command.RD || command == Command.WR;
    listener.command(
        tick,
        command,
        bank,
        column || command == Command.ACT ? request.row() : -1,
        column ? request.column() : -1);
    counts.merge(command, 1, Integer::sum);
    switch (command) {
      case ACT -> {
        openRow[bank] = request.row();
        activates.addLast(tick);
        if (activates.size() > WINDOW) {
          activates.removeFirst();
        }
      }
      case PRE -> {
        openRow[bank] = CLOSED;
        columnCommands[bank] = 0;
        rowConflicts += request == null ? 0 : 1;
      }
      case RD, WR -> {
        rowHits += columnCommands[bank] > 0 ? 1 : 0;
        columnCommands[bank]++;
        bankQueues.get(bank).remove(request);
        transactions.complete(request, tick + timing.readLatency() + timing.burst());
      }
      default -> {}
    }
    for (int other = 0; other < openRow.length; other++) {
      for (Command following : Command.values()) {
        int gap = gaps.gap(command, following, place(bank, other));
        if (gap != ReferenceGaps.NONE) {
          long[] times = earliest[other];
          times[following.ordinal()] = Math.max(times[following.ordinal()], tick + gap);
        }
      }
    }
  }

  private ReferenceGaps.Place place(int bank, int other) {
    if (bank == other) {
      return ReferenceGaps.Place.SAME_BANK;
    }
    return bank / organisation.banks() == other / organisation.banks()
        ? ReferenceGaps.Place.SAME_GROUP
        : ReferenceGaps.Place.OTHER_GROUP;
  }

  private boolean allClosed() {
    for (int row : openRow) {
      if (row != CLOSED) {
        return false;
      }
    }
    return true;
  }

  private ReplayStatistics statistics(long ticks) {
    return transactions
        .count(new ReplayStatistics.Builder())
        .ticks(ticks)
        .reads(counts.getOrDefault(Command.RD, 0))
        .writes(counts.getOrDefault(Command.WR, 0))
        .activates(counts.getOrDefault(Command.ACT, 0))
        .precharges(counts.getOrDefault(Command.PRE, 0))
        .refreshes(counts.getOrDefault(Command.REF, 0))
        .rowHits(rowHits)
        .rowMisses(counts.getOrDefault(Command.ACT, 0) - rowConflicts)
        .rowConflicts(rowConflicts)
        .allBanksIdleTicks(idleTicks)
        .activeTicks(ticks - idleTicks)
        .build();
  }
}
