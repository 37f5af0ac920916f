package picojoule.pe.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.StringReader;
import java.util.Arrays;
import java.util.EnumMap;
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

class VectorUnitTest {

  @Property(tries = 1500)
  void theFormulaEqualsLanesThatAreSteppedCycleByCycle(
      @ForAll @IntRange(min = 1, max = 9) int lanes,
      @ForAll @IntRange(min = 1, max = 6) int depth,
      @ForAll @IntRange(min = 1, max = 4) int interval,
      @ForAll VectorOperation operation,
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns) {
    Random random = new Random(columns);
    long[][] data = new long[rows][columns];
    for (long[] row : data) {
      Arrays.setAll(row, i -> random.nextInt(1000));
    }
    SteppedVectorUnit stepped = new SteppedVectorUnit(lanes, depth, interval, operation, data);

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
    VectorUnit unit = new VectorUnit(new VectorUnitSpec(lanes, depth, allTaking(interval)));
    assertThat(unit.cycles(operation, rows, columns)).isEqualTo(stepped.cycle);
    assertThat(unit.laneOperations(operation, rows, columns)).isEqualTo(stepped.laneOperations);
    assertThat(unit.treeOperations(operation, rows)).isEqualTo(stepped.treeOperations);
  }

  @Test
  void aSoftmaxRowWaitsForItsMaximumAndItsSum() {
    VectorUnit unit = new VectorUnit(new VectorUnitSpec(64, 4, allTaking(1)));

    // Three passes of 32 slices, two waits of 3 stages and 6 tree levels, 3 stages to drain.
    assertThat(unit.cycles(VectorOperation.SOFTMAX, 1, 2048)).isEqualTo(3 * 32 + 2 * 9 + 3);
  }

  @Test
  void everyKeyIsRead() {
    String operations =
        Arrays.stream(VectorOperation.values())
            .map(
                operation -> "  " + operation.configName() + ": " + operation.configName().length())
            .collect(Collectors.joining("\n"));

    VectorUnitSpec spec = read("lanes: 16\npipeline-depth: 3\ncycles-per-element:\n" + operations);

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
    VectorUnit unit = new VectorUnit(new VectorUnitSpec(4, 1, allTaking(1)));

    assertThatIllegalArgumentException().isThrownBy(() -> unit.cycles(VectorOperation.ADD, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unit.cycles(VectorOperation.ADD, 2, VectorUnit.MAX_ELEMENTS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VectorUnitSpec(4, 1, ImmutableMap.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new VectorUnitSpec(0, 1, allTaking(1)));
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
