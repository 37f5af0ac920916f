package picojoule.explore.chart;

import java.util.Arrays;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.replay.ReplayListener;

/** The commands of the first ticks of a replay. */
final class BankHistory implements ReplayListener {

  private static final Command[] COMMANDS = Command.values();
  private static final int FIRST_CAPACITY = 1 << 12;

  private final long lastTick;
  private long[] ticks = new long[FIRST_CAPACITY];
  private byte[] commands = new byte[FIRST_CAPACITY];
  private short[] banks = new short[FIRST_CAPACITY];
  private int size;

  /** Keeps commands up to a tick. */
  BankHistory(long lastTick) {
    this.lastTick = lastTick;
  }

  @Override
  public void command(long tick, Command command, int bank, int row, int column) {
    if (tick > lastTick) {
      return;
    }
    if (size == ticks.length) {
      ticks = Arrays.copyOf(ticks, 2 * size);
      commands = Arrays.copyOf(commands, 2 * size);
      banks = Arrays.copyOf(banks, 2 * size);
    }
    ticks[size] = tick;
    commands[size] = (byte) command.ordinal();
    banks[size] = (short) bank;
    size++;
  }

  /** The last tick of which commands are kept. */
  long lastTick() {
    return lastTick;
  }

  /** How many commands are kept. */
  int size() {
    return size;
  }

  /** When a command was issued. */
  long tick(int index) {
    return ticks[index];
  }

  Command command(int index) {
    return COMMANDS[commands[index]];
  }

  /** The bank of a command, the first one of its scope where it is to all banks. */
  int bank(int index) {
    return banks[index];
  }
}
