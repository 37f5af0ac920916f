package picojoule.memory.dram;

import java.util.Arrays;
import java.util.List;

/**
 * Checks a trace against the constraint table and the states of the banks, knowing nothing of how a
 * controller decides.
 */
final class TraceChecker {

  private final DramSpec spec;

  TraceChecker(DramSpec spec) {
    this.spec = spec;
  }

  /**
   * Checks the commands of one channel.
   *
   * @throws AssertionError naming the first command that is too early or impossible
   */
  void check(List<IssuedCommand> commands) {
    Organisation organisation = spec.organisation();
    int perPseudoChannel = organisation.banksPerPseudoChannel();
    long[] rows = new long[organisation.pseudoChannels() * perPseudoChannel];
    Arrays.fill(rows, -1);
    for (int i = 0; i < commands.size(); i++) {
      IssuedCommand command = commands.get(i);
      for (Constraint constraint : spec.constraints()) {
        if (constraint.following() == command.command()) {
          int seen = 0;
          for (int j = i - 1;
              j >= 0 && command.cycle() - commands.get(j).cycle() < constraint.latency();
              j--) {
            IssuedCommand earlier = commands.get(j);
            if (earlier.command() == constraint.preceding()
                && earlier.bank() / size(constraint.level())
                    == command.bank() / size(constraint.level())) {
              seen++;
              require(
                  seen < constraint.window(),
                  constraint + " is violated by " + earlier + " and " + command);
            }
          }
        }
      }
      int first = command.bank() / perPseudoChannel * perPseudoChannel;
      switch (command.command()) {
        case ACT -> {
          require(rows[command.bank()] == -1, "an open bank is opened: " + command);
          rows[command.bank()] = command.row();
        }
        case PRE -> {
          require(rows[command.bank()] != -1, "a closed bank is closed: " + command);
          rows[command.bank()] = -1;
        }
        case PREA -> Arrays.fill(rows, first, first + perPseudoChannel, -1);
        case RD, WR ->
            require(rows[command.bank()] == command.row(), "the row is not open: " + command);
        case REF -> {
          for (int bank = first; bank < first + perPseudoChannel; bank++) {
            require(rows[bank] == -1, "an open bank is refreshed: " + command);
          }
        }
        default -> throw new AssertionError("not a command of this device: " + command);
      }
    }
  }

  private int size(Level level) {
    Organisation organisation = spec.organisation();
    return switch (level) {
      case CHANNEL -> organisation.pseudoChannels() * organisation.banksPerPseudoChannel();
      case PSEUDO_CHANNEL -> organisation.banksPerPseudoChannel();
      case RANK -> organisation.banksPerRank();
      case BANK_GROUP -> organisation.banks();
      case BANK -> 1;
    };
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
