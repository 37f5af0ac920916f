package picojoule.pe.vector;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import picojoule.config.Section;
import picojoule.isa.VectorOperation;
import picojoule.pe.vector.operation.VectorArithmetic;

/**
 * The parameters of a vector unit.
 *
 * @param lanes elements that it takes side by side
 * @param pipelineDepth cycles from an element's entry into its lane to its result
 * @param cyclesPerElement for every operation, how many cycles apart a lane takes its elements, in
 *     each pass
 * @param scalarCycles that the reciprocal or root of a row takes behind its last reduction; one by
 *     table goes through a lane instead
 * @param table what a table adds to a lane
 * @param byTable the operations that are done by tables; the others are exact
 */
public record VectorUnitSpec(
    int lanes,
    int pipelineDepth,
    ImmutableMap<VectorOperation, Integer> cyclesPerElement,
    int scalarCycles,
    TableStages table,
    ImmutableSet<VectorOperation> byTable) {

  /** The implementation without tables. */
  public static final String EXACT = "exact";

  /** The section of the implementations. */
  public static final String IMPLEMENTATION = "implementation";

  private static final int MAX_LANES = 1 << 16;
  private static final int MAX_DEPTH = 1024;
  private static final int MAX_CYCLES_PER_ELEMENT = 1024;

  public VectorUnitSpec {
    if (lanes < 1 || pipelineDepth < 1) {
      throw new IllegalArgumentException(
          "lanes and pipeline depth are at least 1, not " + lanes + " and " + pipelineDepth);
    }
    if (scalarCycles < 0) {
      throw new IllegalArgumentException("no time is below zero, not " + scalarCycles);
    }
    for (VectorOperation operation : byTable) {
      if (!hasTable(operation)) {
        throw new IllegalArgumentException(operation.configName() + " has no table");
      }
    }
    for (VectorOperation operation : VectorOperation.values()) {
      Integer cycles = cyclesPerElement.get(operation);
      if (cycles == null || cycles < 1) {
        throw new IllegalArgumentException(
            operation.configName() + " takes at least one cycle per element, not " + cycles);
      }
    }
  }

  /** Whether an operation can be done by tables. */
  public static boolean hasTable(VectorOperation operation) {
    return VectorArithmetic.of(operation)
        .map(known -> !known.arithmetic().tables().isEmpty())
        .orElse(false);
  }

  /**
   * Reads the keys {@code lanes}, {@code pipeline-depth} and {@code scalar-cycles}, the section
   * {@code table}, from the section {@code cycles-per-element} one key for each {@link
   * VectorOperation#configName}, and from the section {@code implementation} one for each that can
   * be done by tables; what is not {@link #EXACT} there is.
   */
  public static VectorUnitSpec read(Section section) {
    Section perElement = section.section("cycles-per-element");
    Map<VectorOperation, Integer> cycles = new EnumMap<>(VectorOperation.class);
    for (VectorOperation operation : VectorOperation.values()) {
      cycles.put(operation, perElement.integer(operation.configName(), 1, MAX_CYCLES_PER_ELEMENT));
    }
    Section table = section.section("table");
    return new VectorUnitSpec(
        section.integer("lanes", 1, MAX_LANES),
        section.integer("pipeline-depth", 1, MAX_DEPTH),
        Maps.immutableEnumMap(cycles),
        section.integer("scalar-cycles", 0, MAX_CYCLES_PER_ELEMENT),
        new TableStages(
            table.integer("cycles-per-element", 1, MAX_CYCLES_PER_ELEMENT),
            table.integer("depth", 0, MAX_DEPTH)),
        byTable(section.section(IMPLEMENTATION)));
  }

  private static ImmutableSet<VectorOperation> byTable(Section implementation) {
    return Arrays.stream(VectorOperation.values())
        .filter(VectorUnitSpec::hasTable)
        .filter(operation -> !implementation.text(operation.configName()).equals(EXACT))
        .collect(Sets.toImmutableEnumSet());
  }
}
