package picojoule.pe.array;

/**
 * The closed forms of one dataflow on one array. Arguments are as in {@link ArrayTiming}, which has
 * checked them.
 */
interface DataflowTiming {

  /** Cycles from the first operand's arrival to the last result's departure. */
  long cycles(long m, long n, long k, ElementTiming element, long group);

  /** What happens in those cycles. */
  TileActivity activity(long m, long n, long k, ElementTiming element, long group);
}
