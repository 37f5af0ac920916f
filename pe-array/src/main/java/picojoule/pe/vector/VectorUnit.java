package picojoule.pe.vector;

import picojoule.isa.VectorOperation;
import picojoule.pe.vector.operation.RowArithmetic;
import picojoule.pe.vector.operation.VectorArithmetic;

/**
 * A row of equal lanes with a reduction tree behind them. The lanes take a row's elements in slices
 * of as many as there are lanes; each row begins a slice of its own. A slice keeps the lanes' entry
 * for the operation's cycles per element, then goes down the pipeline. Slices follow each other
 * without a gap, also from pass to pass and from row to row, except behind a reduction: the next
 * pass waits until the last slice has left the pipeline and the lanes' partial results have gone up
 * the tree, one level in each cycle.
 *
 * <p>Behind a row's last reduction stands the reciprocal or root that the rest of the row needs:
 * exact, it takes cycles of its own; by table, the number goes through the first lane. Where an
 * operation is done by tables, their stages stand ahead of every lane's own.
 */
public final class VectorUnit {

  /** The most elements of one operation. */
  public static final long MAX_ELEMENTS = 1L << 40;

  private final VectorUnitSpec spec;
  private final int treeLevels;
  private final RowArithmetic[] lookUps = new RowArithmetic[VectorOperation.values().length];

  /** A vector unit. */
  public VectorUnit(VectorUnitSpec spec) {
    this.spec = spec;
    treeLevels = Integer.SIZE - Integer.numberOfLeadingZeros(spec.lanes() - 1);
    for (VectorOperation operation : spec.byTable()) {
      lookUps[operation.ordinal()] = VectorArithmetic.of(operation).orElseThrow().arithmetic();
    }
  }

  public VectorUnitSpec spec() {
    return spec;
  }

  /**
   * Cycles from the first slice's entry to the last result. With L lanes of depth D, and an
   * operation of P passes, Q of which reduce, c cycles per element, and s cycles for the number of
   * the row where Q is not zero (D by table):
   *
   * <pre>  rows · (P·⌈columns / L⌉·c + Q·(D − 1 + ⌈log2 L⌉) + s) + D − 1</pre>
   *
   * @param rows independent vectors
   * @param columns elements of each, along which reductions go
   * @throws IllegalArgumentException where there is no element or more than {@link #MAX_ELEMENTS}
   */
  public long cycles(VectorOperation operation, long rows, long columns) {
    check(rows, columns);
    long slices = (columns + spec.lanes() - 1) / spec.lanes();
    RowArithmetic byTable = lookUps[operation.ordinal()];
    int depth = spec.pipelineDepth() + (byTable == null ? 0 : spec.table().depth());
    long streaming = operation.passes() * slices * interval(operation, byTable);
    long scalar = byTable == null ? spec.scalarCycles() : depth;
    long waiting =
        operation.reductions() == 0
            ? 0
            : operation.reductions() * (depth - 1L + treeLevels) + scalar;
    return rows * (streaming + waiting) + depth - 1;
  }

  private int interval(VectorOperation operation, RowArithmetic byTable) {
    return byTable != null && byTable.elementLookUps() > 0
        ? spec.table().cyclesPerElement()
        : spec.cyclesPerElement().get(operation);
  }

  /** How often a table is looked up: none where the operation is exact. */
  public long tableReads(VectorOperation operation, long rows, long columns) {
    check(rows, columns);
    RowArithmetic byTable = lookUps[operation.ordinal()];
    return byTable == null ? 0 : rows * (columns * byTable.elementLookUps() + byTable.rowLookUps());
  }

  /** How often a lane takes an element: once in each pass. */
  public long laneOperations(VectorOperation operation, long rows, long columns) {
    check(rows, columns);
    return rows * columns * operation.passes();
  }

  /** Additions or comparisons of the reduction tree, all of whose nodes work. */
  public long treeOperations(VectorOperation operation, long rows) {
    check(rows, 1);
    return rows * operation.reductions() * (spec.lanes() - 1L);
  }

  private static void check(long rows, long columns) {
    if (rows < 1 || columns < 1 || columns > MAX_ELEMENTS / rows) {
      throw new IllegalArgumentException(
          "a vector operation has 1 to 2^40 elements, not " + rows + "x" + columns);
    }
  }
}
