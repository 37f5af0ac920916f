package picojoule.memory.dram;

/** How commands reach a channel. */
public enum CommandBus {
  /** One command a cycle (DDR4, DDR5). */
  SINGLE,
  /** One column command and one row command a cycle (HBM2). */
  ROW_AND_COLUMN,
  /**
   * The same on a tick of half a command clock: commands start at rising edges, but PRE may start
   * at falling ones, subject to what the row bus carried before (HBM3, HBM4).
   */
  ROW_AND_COLUMN_HALF_CLOCK,
  /**
   * One command a cycle; an activate is ACT1 and, not much later, ACT2; a column command after a
   * pause follows a CAS command that starts the write clock (LPDDR5).
   */
  SPLIT_ACTIVATE
}
