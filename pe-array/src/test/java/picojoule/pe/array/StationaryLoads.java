package picojoule.pe.array;

import java.util.ArrayList;
import java.util.List;

/**
 * The registers of stationary operands, one or two in each PE, and the words on their way into
 * them. In a tile that hands them from PE to PE a word goes through the registers above its own; in
 * one with a wire down each column it waits in the registers between tiles only.
 */
final class StationaryLoads {

  /** What the sequencer sends down a column: a fold's word for a row. */
  record Slot(int fold, int row) {}

  /** A word of stationary operands, or the control bits alone where a row has none. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares words
  record Word(int fold, int row, long[] values) {}

  private static final class Flight {
    private final Word word;

    /** The register that it is in: a row, or the first row of the tile before which it waits. */
    private int row;

    Flight(Word word, int row) {
      this.word = word;
      this.row = row;
    }
  }

  private final RegisterTransferArray array;
  private final int tileRows;
  private final Word[][][] held;
  private final List<List<Flight>> flights = new ArrayList<>();

  StationaryLoads(RegisterTransferArray array, int banks) {
    this.array = array;
    tileRows = array.geometry.tile().rows();
    held = new Word[banks][array.rows][array.columns];
    for (int j = 0; j < array.columns; j++) {
      flights.add(new ArrayList<>());
    }
  }

  /** The word that a PE holds for a fold. */
  Word word(int fold, int row, int column) {
    Word word = held[fold % held.length][row][column];
    if (word == null || word.fold() != fold || word.row() != row) {
      throw new AssertionError("a stationary operand is not there yet or no more");
    }
    return word;
  }

  /**
   * The end of a cycle in a column: what is under way moves on by a register, and a word enters.
   *
   * @param entering the word at the edge, or null
   * @return operands that moved from one register to the next
   */
  long shift(int column, Word entering) {
    long hops = 0;
    List<Flight> underWay = flights.get(column);
    for (Flight flight : underWay) {
      flight.row = next(flight.row);
      hops += flight.word.values().length;
      settle(flight, column);
    }
    if (entering != null) {
      Flight flight =
          new Flight(entering, array.edgeWireAtRow(tileOf(entering)) ? tileOf(entering) : 0);
      settle(flight, column);
      underWay.add(flight);
    }
    underWay.removeIf(flight -> hasArrived(flight));
    return hops;
  }

  private int tileOf(Word word) {
    return word.row() / tileRows * tileRows;
  }

  /** The row below with a register in front of it. */
  private int next(int row) {
    int next = row + 1;
    while (!array.registerAboveRow(next)) {
      next++;
    }
    return next;
  }

  private boolean isWired() {
    return array.geometry.delivery() == Delivery.BROADCAST;
  }

  private boolean hasArrived(Flight flight) {
    return isWired() ? flight.row == tileOf(flight.word) : flight.row == flight.word.row();
  }

  private void settle(Flight flight, int column) {
    Word[][] bank = held[flight.word.fold() % held.length];
    if (!isWired()) {
      bank[flight.row][column] = flight.word;
    } else if (hasArrived(flight)) {
      bank[flight.word.row()][column] = flight.word;
    }
  }
}
