package picojoule.memory.dram.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.Organisation;

/**
 * Writes the commands of a channel as CSV that other tools can check: clock, command, then the
 * place from the channel down to the column, with the names that Ramulator 2.1 uses; -1 where a
 * command has no such place. ACT and PRE carry row and column of the request that they are for.
 */
public final class CommandTrace implements ReplayListener {

  private static final String NOWHERE = ",-1";

  private final Organisation organisation;
  private final Appendable text;

  /** Writes the header; lines follow as commands come. */
  public CommandTrace(Organisation organisation, Appendable text) {
    this.organisation = organisation;
    this.text = text;
    append("clock,command," + String.join(",", levels()) + "\n");
  }

  private List<String> levels() {
    List<String> levels = new ArrayList<>();
    levels.add("Channel");
    if (organisation.pseudoChannels() > 1) {
      levels.add("PseudoChannel");
      if (organisation.ranks() > 1) {
        levels.add("Sid");
      }
    } else {
      levels.add("Rank");
    }
    levels.addAll(List.of("BankGroup", "Bank", "Row", "Column"));
    return levels;
  }

  @Override
  public void command(long tick, Command command, int bank, int row, int column) {
    StringBuilder line = new StringBuilder();
    line.append(tick).append(',').append(command.text()).append(",0");
    int inGroup = bank % organisation.banks();
    int group = bank / organisation.banks() % organisation.bankGroups();
    int rank = bank / organisation.banksPerRank() % organisation.ranks();
    int pseudoChannel = bank / organisation.banksPerPseudoChannel();
    boolean all = command.isAllBanks();
    if (organisation.pseudoChannels() > 1) {
      line.append(',').append(pseudoChannel);
      if (organisation.ranks() > 1) {
        line.append(',').append(all ? -1 : rank);
      }
    } else {
      line.append(',').append(rank);
    }
    if (all) {
      line.append(NOWHERE).append(NOWHERE);
    } else {
      line.append(',').append(group).append(',').append(inGroup);
    }
    line.append(',').append(row).append(',').append(column).append('\n');
    append(line);
  }

  private void append(CharSequence line) {
    try {
      text.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
