package picojoule.pe.vector;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.Map;
import picojoule.config.Section;
import picojoule.isa.VectorOperation;

/**
 * The parameters of a vector unit.
 *
 * @param lanes elements that it takes side by side
 * @param pipelineDepth cycles from an element's entry into its lane to its result
 * @param cyclesPerElement for every operation, how many cycles apart a lane takes its elements, in
 *     each pass
 */
public record VectorUnitSpec(
    int lanes, int pipelineDepth, ImmutableMap<VectorOperation, Integer> cyclesPerElement) {

  private static final int MAX_LANES = 1 << 16;
  private static final int MAX_DEPTH = 1024;
  private static final int MAX_CYCLES_PER_ELEMENT = 1024;

  public VectorUnitSpec {
    if (lanes < 1 || pipelineDepth < 1) {
      throw new IllegalArgumentException(
          "lanes and pipeline depth are at least 1, not " + lanes + " and " + pipelineDepth);
    }
    for (VectorOperation operation : VectorOperation.values()) {
      Integer cycles = cyclesPerElement.get(operation);
      if (cycles == null || cycles < 1) {
        throw new IllegalArgumentException(
            operation.configName() + " takes at least one cycle per element, not " + cycles);
      }
    }
  }

  /**
   * Reads the keys {@code lanes} and {@code pipeline-depth}, and from the section {@code
   * cycles-per-element} one key for each {@link VectorOperation#configName}.
   */
  public static VectorUnitSpec read(Section section) {
    Section perElement = section.section("cycles-per-element");
    Map<VectorOperation, Integer> cycles = new EnumMap<>(VectorOperation.class);
    for (VectorOperation operation : VectorOperation.values()) {
      cycles.put(operation, perElement.integer(operation.configName(), 1, MAX_CYCLES_PER_ELEMENT));
    }
    return new VectorUnitSpec(
        section.integer("lanes", 1, MAX_LANES),
        section.integer("pipeline-depth", 1, MAX_DEPTH),
        Maps.immutableEnumMap(cycles));
  }
}
