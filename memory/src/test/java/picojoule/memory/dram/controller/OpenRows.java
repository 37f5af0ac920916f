package picojoule.memory.dram.controller;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    Set<Integer> open = new TreeSet<>();
    long active = 0;
    for (int i = 0; i < issued.size() && issued.get(i).tick() <= ticks; i++) {
      Issued one = issued.get(i);
      switch (one.command()) {
        case ACT, ACT1 -> open.add(one.bank());
        case PRE -> open.remove(one.bank());
        case PREA -> open.removeIf(bank -> bank / banksPerScope == one.bank() / banksPerScope);
        default -> {}
      }
      long next = i + 1 < issued.size() ? issued.get(i + 1).tick() : Long.MAX_VALUE;
      long ranks = open.stream().map(bank -> bank / banksPerRank).distinct().count();
      active += ranks * (Math.min(next, ticks + 1) - one.tick());
    }
    return active;
  }
}
