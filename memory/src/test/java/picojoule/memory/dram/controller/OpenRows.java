package picojoule.memory.dram.controller;

import java.util.Arrays;
import java.util.List;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;

/** For how long ranks had rows open, from one command to the next. */
public final class OpenRows {

  /** A command to a bank, or to all banks from one on. */
  public record Issued(long tick, Command command, int bank) {}

  private OpenRows() {}

  /** Ticks with some row open, summed over the ranks of a channel. */
  public static long activeTicks(DramSpec spec, List<Issued> issued, long ticks) {
    int banksPerRank = spec.organisation().banksPerRank();
    int banksPerScope =
        spec.organisation().banksPerChannel() / spec.organisation().parts(spec.refreshScope());
    boolean[] open = new boolean[spec.organisation().banksPerChannel()];
    long active = 0;
    for (int i = 0; i < issued.size() && issued.get(i).tick() <= ticks; i++) {
      Issued one = issued.get(i);
      switch (one.command()) {
        case ACT, ACT1 -> open[one.bank()] = true;
        case PRE -> open[one.bank()] = false;
        case PREA -> Arrays.fill(open, one.bank(), one.bank() + banksPerScope, false);
        default -> {}
      }
      long next = i + 1 < issued.size() ? issued.get(i + 1).tick() : Long.MAX_VALUE;
      active += ranks(open, banksPerRank) * (Math.min(next, ticks + 1) - one.tick());
    }
    return active;
  }

  private static long ranks(boolean[] open, int banksPerRank) {
    long ranks = 0;
    for (int first = 0; first < open.length; first += banksPerRank) {
      boolean any = false;
      for (int bank = first; bank < first + banksPerRank; bank++) {
        any |= open[bank];
      }
      ranks += any ? 1 : 0;
    }
    return ranks;
  }
}
