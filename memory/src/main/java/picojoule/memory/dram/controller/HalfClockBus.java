package picojoule.memory.dram.controller;

import picojoule.memory.dram.Command;

/**
 * Row and column buses on a tick of half a command clock. Odd ticks are rising edges: everything
 * starts there. At falling edges only PRE and PREA start. In the falling edge that ends a row
 * command of a rising edge, PREA and PRE of its bank do not go to its pseudo channel, and nothing
 * does after a command to all banks (JESD238).
 */
final class HalfClockBus extends RowAndColumnBus {

  /** Half clocks from the start of ACT to its last edge; other row commands end one later. */
  private static final int ACTIVATE_EDGES = 3;

  private final Candidates candidates;
  private final CommandIssue issue;
  private final DueRefresh refresh;
  private final BankStates banks;
  private final LastRowCommand last;
  private final long[] forbidden;
  private final long[] nothingForbidden;

  HalfClockBus(
      Candidates candidates,
      CommandIssue issue,
      DueRefresh refresh,
      BankStates banks,
      LastRowCommand last) {
    super(candidates, issue, refresh);
    this.candidates = candidates;
    this.issue = issue;
    this.refresh = refresh;
    this.banks = banks;
    this.last = last;
    forbidden = new long[banks.pseudoChannels()];
    nothingForbidden = new long[banks.pseudoChannels()];
  }

  /** The last row command of a rising edge. */
  static final class LastRowCommand {
    private Command command = Command.ACT;
    private int bank;
    private long pairingEdge = -1;

    void sent(Command sent, int ofBank, long now) {
      if (isRising(now)) {
        command = sent;
        bank = ofBank;
        pairingEdge = now + (sent == Command.ACT ? ACTIVATE_EDGES : 1);
      }
    }
  }

  private static boolean isRising(long now) {
    return (now & 1) == 1;
  }

  @Override
  public long tick(long now) {
    return isRising(now) ? super.tick(now) : fallingEdge(now);
  }

  private long fallingEdge(long now) {
    if (refresh.isDue()) {
      Command next = refresh.command();
      boolean close = next == Command.PREA || next == Command.PRE;
      boolean sent = close && mayPair(next, refresh.bank(), now) && refresh.issueIfReady(now);
      if (sent || refresh.blocksAll(now)) {
        return wake();
      }
    }
    if (candidates.findWaitingClose(now, now == last.pairingEdge ? pairing() : nothingForbidden)) {
      issue.waiting(candidates.choice(), candidates.buffer(), now);
    }
    return wake();
  }

  private boolean mayPair(Command next, int bank, long now) {
    if (now != last.pairingEdge || banks.pseudoChannel(last.bank) != banks.pseudoChannel(bank)) {
      return true;
    }
    return !last.command.isAllBanks() && next == Command.PRE && bank != last.bank;
  }

  /** The banks that a PRE must not close in the pairing edge. */
  private long[] pairing() {
    for (int i = 0; i < forbidden.length; i++) {
      forbidden[i] = 0;
    }
    forbidden[banks.pseudoChannel(last.bank)] =
        last.command.isAllBanks() ? -1 : banks.bit(last.bank);
    return forbidden;
  }

  @Override
  public void become(BusProtocol other) {
    last.command = ((HalfClockBus) other).last.command;
    last.bank = ((HalfClockBus) other).last.bank;
    last.pairingEdge = ((HalfClockBus) other).last.pairingEdge;
  }

  @Override
  public boolean isLike(BusProtocol other, long now) {
    return last.pairingEdge <= now && ((HalfClockBus) other).last.pairingEdge <= now;
  }
}
