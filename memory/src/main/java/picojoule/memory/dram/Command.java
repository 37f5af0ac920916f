package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.List;

/** What a controller says to a DRAM, under its JEDEC name. */
public enum Command {
  /** Opens a row of a bank. */
  ACT("ACT", true, false),
  /** The first half of an activate that comes in two commands (LPDDR5). */
  ACT1("ACT1", true, false),
  /** The second half: the row is open from here on. */
  ACT2("ACT2", true, false),
  /** Closes a bank. */
  PRE("PREpb", true, false, "PRE"),
  /** Closes all banks of a rank or pseudo channel. */
  PREA("PREab", true, true, "PREA"),
  /** Reads a burst of an open row. */
  RD("RD", false, false),
  /** Writes a burst of an open row. */
  WR("WR", false, false),
  /** Reads a burst and closes the bank. */
  RDA("RDA", false, false),
  /** Writes a burst and closes the bank. */
  WRA("WRA", false, false),
  /** Starts the write clock for a read (LPDDR5). */
  CAS_RD("CAS_RD", false, false),
  /** Starts the write clock for a write (LPDDR5). */
  CAS_WR("CAS_WR", false, false),
  /** Refreshes all banks of a rank or pseudo channel, which are closed. */
  REF("REFab", true, true, "REF"),
  /** Refreshes one bank, which is closed. */
  REFPB("REFpb", true, false),
  /** Refreshes the banks of one number in all bank groups of a rank, which are closed (DDR5). */
  REFSB("REFsb", true, false);

  /** How many commands there are. */
  static final int COUNT = values().length;

  private final String text;
  private final boolean row;
  private final boolean allBanks;
  private final String synonym;

  Command(String text, boolean row, boolean allBanks) {
    this(text, row, allBanks, text);
  }

  Command(String text, boolean row, boolean allBanks, String synonym) {
    this.text = text;
    this.row = row;
    this.allBanks = allBanks;
    this.synonym = synonym;
  }

  /** Its name in configs and traces. */
  public String text() {
    return text;
  }

  /** Whether it goes by a name: its own, or the one that standards without bank refreshes use. */
  boolean isNamed(String name) {
    return text.equals(name) || synonym.equals(name);
  }

  /** All names that a config may use. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Command command : values()) {
      names.add(command.text);
      if (!command.synonym.equals(command.text)) {
        names.add(command.synonym);
      }
    }
    return names;
  }

  /** Whether it travels on the row command bus, where there is one of its own. */
  public boolean isRow() {
    return row;
  }

  /** Whether it means all banks of a rank or pseudo channel. */
  public boolean isAllBanks() {
    return allBanks;
  }

  @Override
  public String toString() {
    return text;
  }
}
