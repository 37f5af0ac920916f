package picojoule.pe.vector;

import java.util.ArrayList;
import java.util.List;
import picojoule.isa.VectorOperation;
import picojoule.pe.vector.operation.RowArithmetic;

/**
 * The slow vector unit: every stage of every lane and every node of the tree is there, and each
 * cycle moves every element by one stage. A reducing pass sums the row; the last pass adds up all
 * of the row's reductions and the element, so that a result shows whether it waited. The number
 * that a row's reductions end in takes cycles of its own, or by table goes through the first lane.
 */
final class SteppedVectorUnit {

  private final int lanes;
  private final int depth;
  private final int interval;
  private final VectorOperation operation;
  private final long[][] rows;
  private final int scalarCycles;
  private final RowArithmetic byTable;

  /** The results, row by row. */
  final List<Long> results = new ArrayList<>();

  long cycle;
  long laneOperations;
  long treeOperations;
  long tableReads;

  private Long[][] stages;

  /**
   * A unit.
   *
   * @param scalarCycles of an exact operation
   * @param byTable what looks numbers up; null for an exact operation
   */
  SteppedVectorUnit(
      int lanes,
      int depth,
      int interval,
      VectorOperation operation,
      long[][] rows,
      int scalarCycles,
      RowArithmetic byTable) {
    this.scalarCycles = scalarCycles;
    this.byTable = byTable;
    this.lanes = lanes;
    this.depth = depth;
    this.interval = interval;
    this.operation = operation;
    this.rows = rows;
    stages = new Long[depth][lanes];
  }

  void run() {
    for (long[] row : rows) {
      long reduced = 0;
      for (int pass = 0; pass < operation.passes(); pass++) {
        boolean reduces = pass < operation.reductions();
        boolean looksUp = byTable != null && pass >= operation.passes() - byTable.elementLookUps();
        tableReads += looksUp ? row.length : 0;
        Long[] partials = stream(row, reduces, reduced);
        if (reduces) {
          reduced += reduce(partials);
        }
        if (reduces && pass == operation.reductions() - 1) {
          reduced = scalar(reduced);
        }
      }
    }
    drainInto(null);
  }

  private long scalar(long number) {
    if (byTable == null) {
      for (int i = 0; i < scalarCycles; i++) {
        clock(null, null);
      }
      return number;
    }
    tableReads++;
    Long[] entering = new Long[lanes];
    entering[0] = number;
    Long[] leaving = new Long[lanes];
    clock(entering, leaving);
    drainInto(leaving);
    return leaving[0];
  }

  /** Feeds a row; where it is to be reduced, waits for the last slice and returns partial sums. */
  private Long[] stream(long[] row, boolean reduces, long reduced) {
    Long[] partials = new Long[lanes];
    if (reduces) {
      // Results of the row before are still in the pipeline; they leave it ahead of this pass.
      inFlightResults = countInFlight();
    }
    for (int first = 0; first < row.length; first += lanes) {
      for (int held = 0; held < interval; held++) {
        Long[] entering = null;
        if (held == interval - 1) {
          entering = new Long[lanes];
          for (int lane = 0; lane < lanes && first + lane < row.length; lane++) {
            entering[lane] = reduces ? row[first + lane] : row[first + lane] + reduced;
            laneOperations++;
          }
        }
        clock(entering, reduces ? partials : null);
      }
    }
    if (reduces) {
      drainInto(partials);
    }
    return partials;
  }

  private int inFlightResults;

  private int countInFlight() {
    int count = 0;
    for (Long[] stage : stages) {
      for (Long element : stage) {
        count += element == null ? 0 : 1;
      }
    }
    return count;
  }

  private void drainInto(Long[] partials) {
    while (countInFlight() > 0) {
      clock(null, partials);
    }
  }

  /** One cycle: what is in the last stage afterwards leaves at the clock edge. */
  private void clock(Long[] entering, Long[] partials) {
    cycle++;
    Long[][] next = new Long[depth][];
    next[0] = entering == null ? new Long[lanes] : entering;
    for (int stage = 1; stage < depth; stage++) {
      next[stage] = stages[stage - 1];
    }
    stages = next;
    for (int lane = 0; lane < lanes; lane++) {
      Long leaving = stages[depth - 1][lane];
      stages[depth - 1][lane] = null;
      if (leaving == null) {
        continue;
      }
      if (partials == null || inFlightResults > 0) {
        results.add(leaving);
        inFlightResults -= partials == null ? 0 : 1;
      } else {
        partials[lane] = partials[lane] == null ? leaving : partials[lane] + leaving;
      }
    }
  }

  private long reduce(Long[] partials) {
    long[] level = new long[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      level[lane] = partials[lane] == null ? 0 : partials[lane];
    }
    while (level.length > 1) {
      long[] above = new long[level.length - level.length / 2];
      for (int node = 0; node < above.length; node++) {
        above[node] = level[2 * node];
        if (2 * node + 1 < level.length) {
          above[node] += level[2 * node + 1];
          treeOperations++;
        }
      }
      level = above;
      clock(null, null);
    }
    return level[0];
  }
}
