package picojoule.memory.dram.dramsim3;

import picojoule.config.Section;

/**
 * The controller of one channel.
 *
 * @param transactionQueue reads, and as many writes, that wait for room in a bank's queue
 * @param commandQueue reads and writes in the queue of one bank
 * @param rowHitCap column commands to an open row after which its bank's oldest request may close
 *     it although later ones would hit
 * @param idleDrainAbove waiting writes above which they are drained when no bank has work
 * @param dualCommand whether a row and a column command may go out in one cycle, as HBM allows
 */
public record Dramsim3ControllerSpec(
    int transactionQueue,
    int commandQueue,
    int rowHitCap,
    int idleDrainAbove,
    boolean dualCommand) {

  private static final int LONGEST_TRANSACTION_QUEUE = 1 << 16;

  /** A bank's queue fits a bit mask of a long. */
  static final int LONGEST_COMMAND_QUEUE = Long.SIZE;

  /**
   * Checks the queues.
   *
   * @throws IllegalArgumentException where one is empty or too long
   */
  public Dramsim3ControllerSpec {
    if (transactionQueue < 1 || commandQueue < 1 || commandQueue > LONGEST_COMMAND_QUEUE) {
      throw new IllegalArgumentException(
          "queues of %d transactions and %d commands; give at least 1, and at most %d commands"
              .formatted(transactionQueue, commandQueue, LONGEST_COMMAND_QUEUE));
    }
  }

  static Dramsim3ControllerSpec read(Section section) {
    if (!section.text("profile").equals(Dramsim3Spec.PROFILE)) {
      throw section.bad(
          "profile", "'%s' is not '%s'".formatted(section.text("profile"), Dramsim3Spec.PROFILE));
    }
    return new Dramsim3ControllerSpec(
        section.integer("transaction-queue", 1, LONGEST_TRANSACTION_QUEUE),
        section.integer("command-queue", 1, LONGEST_COMMAND_QUEUE),
        section.integer("row-hit-cap", 1, Integer.MAX_VALUE),
        section.integer("idle-drain-above", 0, LONGEST_TRANSACTION_QUEUE),
        section.flag("dual-command"));
  }
}
