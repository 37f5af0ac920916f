package picojoule.pe.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.io.StringReader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.isa.VectorOperation;
import picojoule.pe.vector.operation.RowArithmetic;
import picojoule.pe.vector.operation.VectorArithmetic;

class VectorUnitTest {

  private static final TableStages TABLE = new TableStages(2, 3);

  private static final List<VectorOperation> WITH_TABLES =
      Arrays.stream(VectorOperation.values()).filter(VectorUnitSpec::hasTable).toList();

  @Property(tries = 1500)
  void theFormulaEqualsLanesThatAreSteppedCycleByCycle(
      @ForAll @IntRange(min = 1, max = 9) int lanes,
      @ForAll @IntRange(min = 1, max = 6) int depth,
      @ForAll @IntRange(min = 1, max = 4) int interval,
      @ForAll VectorOperation operation,
      @ForAll @IntRange(max = 3) int scalar,
      @ForAll boolean tables,
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns) {
    Random random = new Random(columns);
    long[][] data = new long[rows][columns];
    for (long[] row : data) {
      Arrays.setAll(row, i -> random.nextInt(1000));
    }
    RowArithmetic byTable =
        tables && VectorUnitSpec.hasTable(operation)
            ? VectorArithmetic.of(operation).orElseThrow().arithmetic()
            : null;
    boolean looksUpElements = byTable != null && byTable.elementLookUps() > 0;
    SteppedVectorUnit stepped =
        new SteppedVectorUnit(
            lanes,
            byTable == null ? depth : depth + TABLE.depth(),
            looksUpElements ? TABLE.cyclesPerElement() : interval,
            operation,
            data,
            scalar,
            byTable);

    stepped.run();

    int position = 0;
    for (long[] row : data) {
      // Every reduction yields the row's sum, and the last pass adds all reductions to an element.
      long added = operation.reductions() * Arrays.stream(row).sum();
      for (long element : row) {
        assertThat(stepped.results.get(position++)).isEqualTo(element + added);
      }
    }
    assertThat(stepped.results).hasSize(position);
    VectorUnit unit =
        new VectorUnit(
            new VectorUnitSpec(
                lanes,
                depth,
                allTaking(interval),
                scalar,
                TABLE,
                tables ? Sets.immutableEnumSet(WITH_TABLES) : ImmutableSet.of()));
    assertThat(unit.tableReads(operation, rows, columns)).isEqualTo(stepped.tableReads);
    assertThat(unit.cycles(operation, rows, columns)).isEqualTo(stepped.cycle);
    assertThat(unit.laneOperations(operation, rows, columns)).isEqualTo(stepped.laneOperations);
    assertThat(unit.treeOperations(operation, rows)).isEqualTo(stepped.treeOperations);
  }

  @Test
  void aSoftmaxRowWaitsForItsMaximumAndItsSum() {
    VectorUnit unit = exact(64, 4, 1);

    // Three passes of 32 slices, two waits of 3 stages and 6 tree levels, 3 stages to drain.
    assertThat(unit.cycles(VectorOperation.SOFTMAX, 1, 2048)).isEqualTo(3 * 32 + 2 * 9 + 3);
  }

  @Test
  void aSoftmaxByTableHasLongerLanesAndSendsItsSumThroughOne() {
    VectorUnit unit =
        new VectorUnit(
            new VectorUnitSpec(
                64,
                4,
                allTaking(1),
                0,
                new TableStages(1, 2),
                Sets.immutableEnumSet(VectorOperation.SOFTMAX)));

    // As above with six stages in place of four, and six cycles for the sum's reciprocal.
    assertThat(unit.cycles(VectorOperation.SOFTMAX, 1, 2048)).isEqualTo(3 * 32 + 2 * 11 + 6 + 5);
    assertThat(unit.tableReads(VectorOperation.SOFTMAX, 3, 2048)).isEqualTo(3 * (2 * 2048 + 1));
    assertThat(unit.tableReads(VectorOperation.GELU, 3, 2048)).isZero();
  }

  @Test
  void everyKeyIsRead() {
    String operations =
        Arrays.stream(VectorOperation.values())
            .map(
                operation -> "  " + operation.configName() + ": " + operation.configName().length())
            .collect(Collectors.joining("\n"));

    String implementations =
        WITH_TABLES.stream()
            .map(
                operation ->
                    "  %s: %s"
                        .formatted(
                            operation.configName(),
                            operation == VectorOperation.GELU ? "pwl8" : "exact"))
            .collect(Collectors.joining("\n"));

    VectorUnitSpec spec =
        read(
            "lanes: 16\npipeline-depth: 3\nscalar-cycles: 5\ncycles-per-element:\n"
                + operations
                + "\ntable: {cycles-per-element: 2, depth: 4}\nimplementation:\n"
                + implementations);

    assertThat(spec.scalarCycles()).isEqualTo(5);
    assertThat(spec.table()).isEqualTo(new TableStages(2, 4));
    assertThat(spec.byTable()).containsExactly(VectorOperation.GELU);
    assertThat(spec.lanes()).isEqualTo(16);
    assertThat(spec.pipelineDepth()).isEqualTo(3);
    for (VectorOperation operation : VectorOperation.values()) {
      assertThat(spec.cyclesPerElement()).containsEntry(operation, operation.configName().length());
    }
  }

  @Test
  void anOperationWithoutCyclesIsRefusedByName() {
    assertThatThrownBy(
            () -> read("lanes: 16\npipeline-depth: 3\ncycles-per-element:\n  rms-norm: 2\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("test.yaml: cycles-per-element.layer-norm: is missing");
  }

  @Test
  void badArgumentsAreRefused() {
    VectorUnit unit = exact(4, 1, 1);

    assertThatIllegalArgumentException().isThrownBy(() -> unit.cycles(VectorOperation.ADD, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unit.cycles(VectorOperation.ADD, 2, VectorUnit.MAX_ELEMENTS));
    assertThatIllegalArgumentException().isThrownBy(() -> spec(4, ImmutableMap.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> spec(0, allTaking(1)));
  }

  private static VectorUnit exact(int lanes, int depth, int interval) {
    return new VectorUnit(
        new VectorUnitSpec(lanes, depth, allTaking(interval), 0, TABLE, ImmutableSet.of()));
  }

  private static VectorUnitSpec spec(int lanes, ImmutableMap<VectorOperation, Integer> cycles) {
    return new VectorUnitSpec(lanes, 1, cycles, 0, TABLE, ImmutableSet.of());
  }

  private static VectorUnitSpec read(String yaml) {
    return VectorUnitSpec.read(ConfigFile.read("test.yaml", new StringReader(yaml)));
  }

  private static ImmutableMap<VectorOperation, Integer> allTaking(int cycles) {
    Map<VectorOperation, Integer> map = new EnumMap<>(VectorOperation.class);
    for (VectorOperation operation : VectorOperation.values()) {
      map.put(operation, cycles);
    }
    return Maps.immutableEnumMap(map);
  }
}
