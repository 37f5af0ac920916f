package picojoule.pe.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.pe.array.PartialSumStore.Place;

class PartialSumTrafficTest {

  /**
   * Stores and fetches every partial sum as the loops of a dataflow come to it. Knows sets of
   * outputs, tiles, groups and folds only as loops.
   */
  private static final class Counted {
    private final PartialSumStore store;
    private final boolean hasBank;
    private final Map<List<Integer>, List<Integer>> stored = new HashMap<>();
    private final Map<List<Integer>, Boolean> places = new HashMap<>();
    private long bankTaken;
    private long bankReads;
    private long bankWrites;
    private long bufferReads;
    private long bufferWrites;
    private long outputs;
    private long results;
    private long live;

    Counted(PartialSumStore store, boolean hasBank) {
      this.store = store;
      this.hasBank = hasBank;
    }

    /** A set of outputs comes together; no other is under way. */
    void set(int fromRow, int toRow, int fromColumn, int toColumn, List<Integer> folds) {
      bankTaken = 0;
      for (int fold = 0; fold < folds.size(); fold++) {
        for (int row = fromRow; row < toRow; row++) {
          for (int column = fromColumn; column < toColumn; column++) {
            result(List.of(row, column), fold, folds.size());
          }
        }
      }
      results = folds.size();
      assertThat(stored).isEmpty();
    }

    private void result(List<Integer> output, int index, int count) {
      boolean adds = index % store.group() == 0 || index == count - 1;
      if (adds && index > 0) {
        for (int ignored : stored.remove(output)) {
          bankReads += places.get(output) ? 1 : 0;
          bufferReads += places.get(output) ? 0 : 1;
        }
      }
      if (index == count - 1) {
        outputs++;
        return;
      }
      boolean inBank = places.computeIfAbsent(output, o -> reserve(count));
      bankWrites += inBank ? 1 : 0;
      bufferWrites += inBank ? 0 : 1;
      stored.computeIfAbsent(output, o -> new ArrayList<>()).add(index);
      live = Math.max(live, stored.values().stream().mapToLong(List::size).sum());
    }

    /** An output needs room for as many partial sums as are stored of it at the same time. */
    private boolean reserve(int count) {
      long room = (long) Math.min(store.group(), count - 1) * store.bits();
      if (!hasBank || bankTaken + room > store.bankBits()) {
        return false;
      }
      bankTaken += room;
      return true;
    }
  }

  @Property(tries = 1000)
  void countsEqualStoringEveryPartialSum(
      @ForAll Dataflow dataflow,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 1, max = 4) int columns,
      @ForAll @IntRange(min = 1, max = 3) int passes,
      @ForAll @IntRange(min = 1, max = 9) int m,
      @ForAll @IntRange(min = 1, max = 9) int n,
      @ForAll @IntRange(min = 1, max = 30) int k,
      @ForAll @IntRange(min = 1, max = 12) int group,
      @ForAll @IntRange(min = 1, max = 40) int tile,
      @ForAll @IntRange(min = 1, max = 4) int quantizationGroup,
      @ForAll boolean bank,
      @ForAll @IntRange(min = 0, max = 600) int bankBits) {
    PartialSumStore store = new PartialSumStore(8, quantizationGroup, bankBits);
    Place place = bank ? Place.BANK : Place.BUFFER;
    Counted counted = new Counted(store, bank);
    List<Integer> folds = folds(dataflow, rows, passes, k, group, tile);
    int setRows = dataflow == Dataflow.OUTPUT_STATIONARY ? rows : m;
    int setColumns = columns;
    if (dataflow == Dataflow.INPUT_STATIONARY) {
      setRows = columns;
      setColumns = n;
    }
    for (int row = 0; row < m; row += setRows) {
      for (int column = 0; column < n; column += setColumns) {
        counted.set(
            row, Math.min(m, row + setRows), column, Math.min(n, column + setColumns), folds);
      }
    }
    ArrayTiming array =
        new ArrayTiming(
            ArrayGeometry.systolic(new ArrayShape(rows, columns)),
            dataflow,
            FoldOverlap.NONE,
            place);
    assertThat(
            PartialSumTraffic.of(
                array, m, n, k, ElementTiming.ofPasses(passes), group, tile, store))
        .isEqualTo(
            new PartialSumTraffic(
                counted.results,
                counted.outputs,
                counted.bankReads,
                counted.bankWrites,
                counted.bufferReads,
                counted.bufferWrites,
                8,
                counted.live));
  }

  /** The steps of every result of an output. */
  private static List<Integer> folds(
      Dataflow dataflow, int rows, int passes, int k, int group, int tile) {
    List<Integer> folds = new ArrayList<>();
    for (int from = 0; from < k; from += tile) {
      int end = Math.min(k, from + tile);
      for (int first = from; first < end; first += group) {
        int steps = (Math.min(end, first + group) - first) * passes;
        int perFold = dataflow == Dataflow.OUTPUT_STATIONARY ? steps : rows;
        for (int step = 0; step < steps; step += perFold) {
          folds.add(Math.min(perFold, steps - step));
        }
      }
    }
    return folds;
  }

  @Test
  void eightBitsMoveAQuarterOfThirtyTwo() {
    PartialSumTraffic wide = traffic(new PartialSumStore(32, 1, 0));
    PartialSumTraffic narrow = traffic(new PartialSumStore(8, 4, 0));
    assertThat(wide.resultsPerOutput()).isEqualTo(128);
    assertThat(wide.readBits()).isEqualTo(128L * 4096 * 127 * 32);
    assertThat(narrow.readBits() * 4).isEqualTo(wide.readBits());
    // A group of four is kept at once, in as many bits as one wide partial sum.
    assertThat(narrow.live() * 8).isEqualTo(wide.live() * 32);
  }

  private static PartialSumTraffic traffic(PartialSumStore store) {
    ArrayTiming array = array(Dataflow.WEIGHT_STATIONARY, Place.BUFFER);
    return PartialSumTraffic.of(
        array, 128, 4096, 4096, ElementTiming.ofPasses(1), 4096, 4096, store);
  }

  private static ArrayTiming array(Dataflow dataflow, Place place) {
    return new ArrayTiming(
        ArrayGeometry.systolic(new ArrayShape(32, 32)), dataflow, FoldOverlap.PIPELINED, place);
  }

  @Test
  void onlyOutputsThatStayAreSummedUpInThePe() {
    PartialSumTraffic none =
        PartialSumTraffic.of(
            array(Dataflow.OUTPUT_STATIONARY, Place.ELEMENT),
            8,
            8,
            64,
            ElementTiming.ofPasses(1),
            16,
            64,
            new PartialSumStore(32, 1, 0));
    assertThat(none.readBits() + none.writtenBits()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> array(Dataflow.INPUT_STATIONARY, Place.ELEMENT))
        .withMessageContaining("give os, or another place");
  }
}
