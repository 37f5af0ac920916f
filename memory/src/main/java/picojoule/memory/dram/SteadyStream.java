package picojoule.memory.dram;

import java.util.List;

/**
 * What a sequential run through open rows looks like under a spec. With the bank group bits of the
 * mapping below the column bits, consecutive bursts of a pseudo channel go round the bank groups,
 * so that the oldest request is always ready as soon as the pseudo channel is: column commands come
 * at a constant spacing in order of age, and whole runs of them can be leaped over.
 */
final class SteadyStream {

  private final AddressMapping mapping;
  private final BitSelection block;
  private final long groups;
  private final int blockBursts;
  private final int bankPeriod;
  private final boolean[] possible = new boolean[Command.COUNT];
  private final int[] spacing = new int[Command.COUNT];
  private final int busSpacing;

  SteadyStream(DramSpec spec) {
    mapping = spec.mapping();
    groups = mapping.lowBankGroupMask();
    long columns = mapping.columnMaskAbove(groups);
    bankPeriod = 1 << Long.bitCount(groups);
    blockBursts = bankPeriod << Long.bitCount(columns);
    block = BitSelection.ofMask(groups | columns);
    int bus = 0;
    for (Command one : List.of(Command.RD, Command.WR)) {
      for (Command other : List.of(Command.RD, Command.WR)) {
        bus = Math.max(bus, latency(spec, one, other, Level.CHANNEL, Level.CHANNEL));
      }
      int shared = latency(spec, one, one, Level.CHANNEL, Level.PSEUDO_CHANNEL);
      int own = latency(spec, one, one, Level.BANK_GROUP, Level.BANK);
      spacing[one.ordinal()] = shared;
      possible[one.ordinal()] =
          shared > 0
              && own <= shared * bankPeriod
              && spec.constraints().stream()
                  .noneMatch(rule -> rule.preceding() == one && rule.window() > 1);
    }
    busSpacing = bus;
  }

  private static int latency(
      DramSpec spec, Command preceding, Command following, Level from, Level to) {
    return spec.constraints().stream()
        .filter(rule -> rule.preceding() == preceding && rule.following() == following)
        .filter(rule -> rule.level().compareTo(from) >= 0 && rule.level().compareTo(to) <= 0)
        .mapToInt(Constraint::latency)
        .max()
        .orElse(0);
  }

  boolean possible(int command) {
    return possible[command];
  }

  /** Cycles from one column command to the next. */
  int spacing(int command) {
    return spacing[command];
  }

  /** Cycles between column commands of different pseudo channels. */
  int busSpacing() {
    return busSpacing;
  }

  /** After how many bursts the banks repeat. */
  int bankPeriod() {
    return bankPeriod;
  }

  /** Whether a burst goes to the bank group that is next after another burst's. */
  boolean isInTurn(long before, long burst) {
    return ((((before | ~groups) + 1) ^ burst) & groups) == 0;
  }

  /**
   * How many bursts there are from one to the end of its block: those of one row per bank group.
   */
  int leftInBlock(long burst) {
    return blockBursts - block.extract(burst);
  }

  /** The next burst of the same pseudo channel. */
  long next(long burst) {
    long select = mapping.selectMask();
    return (((burst | select) + 1) & ~select) | (burst & select);
  }

  /** The burst of the same pseudo channel some places on, fewer than a block has. */
  long advance(long burst, int bursts) {
    long select = mapping.selectMask();
    return (((burst | select) + block.deposit(bursts)) & ~select) | (burst & select);
  }

  /** How many bursts there are from one on in its block that are not behind the last of a run. */
  int run(long burst, long lastBurst) {
    int most = leftInBlock(burst);
    if (advance(burst, most - 1) <= lastBurst) {
      return most;
    }
    int least = 1;
    while (least + 1 < most) {
      int middle = (least + most) >>> 1;
      if (advance(burst, middle - 1) <= lastBurst) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least;
  }
}
