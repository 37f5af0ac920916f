package picojoule.memory.dram.controller;

import java.util.function.IntFunction;

/** Which of the waiting requests of a buffer may have their next command now. */
public interface Scheduler {

  /** The alternatives. A new one is a class and a line here. */
  enum Kind {
    OLDEST_READY(cap -> new OldestReady()),
    ROW_HITS_FIRST(RowHitsFirst::new),
    IN_ORDER(cap -> new InOrder());

    @SuppressWarnings("ImmutableEnumChecker")
    private final IntFunction<Scheduler> maker;

    Kind(IntFunction<Scheduler> maker) {
      this.maker = maker;
    }

    Scheduler make(int rowHitCap) {
      return maker.apply(rowHitCap);
    }
  }

  /** Whether the oldest request for the open row of a bank may read or write. */
  boolean mayHit(RequestBuffer buffer, int bank);

  /** Whether the oldest request for another row of a bank may close the open one. */
  boolean mayClose(RequestBuffer buffer, int bank);

  /** Whether the oldest request of a closed bank may open its row. */
  boolean mayOpen(RequestBuffer buffer, int bank);

  /** Whether of the requests for open rows that may read or write now an older one goes first. */
  default boolean takesHitsByAge(RequestBuffer buffer) {
    return true;
  }

  /** Whether the oldest request of all goes first even where hits are not taken by age. */
  default boolean goesFirst(RequestBuffer buffer, int oldest) {
    return true;
  }

  /**
   * The place of the oldest request for the open row of a bank among those of other banks that may
   * read or write: the least one goes first.
   */
  default long hitOrder(RequestBuffer buffer, int bank, int slot) {
    return buffer.order(slot);
  }

  /**
   * Whether a row is opened as soon as that is possible: before all column commands, where one bus
   * carries both, and before any row is closed. Scattered requests are bound by how fast rows can
   * be opened.
   */
  boolean prefersOpening();

  /** Whether any column command that is ready goes before any row command. */
  boolean prefersColumns();
}
