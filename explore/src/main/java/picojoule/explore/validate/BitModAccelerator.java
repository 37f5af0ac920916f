package picojoule.explore.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picojoule.config.Section;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.element.ElementSpec;
import picojoule.pe.element.ElementType;
import picojoule.pe.element.ProcessingElement;

/**
 * BitMoD or one of its baselines: an output-stationary array per phase, of one kind of PE.
 *
 * @param name of it
 * @param phases by name
 * @param cacheTiming how a PE takes keys and values in the honest version
 * @param cacheBits bits of a key or value in the honest version
 */
record BitModAccelerator(
    String name, Map<String, OfPhase> phases, ElementTiming cacheTiming, int cacheBits) {

  private static final int MOST_PES = 4096;
  private static final int WIDEST = 32;
  private static final String PER_MODEL = "per-model";

  /**
   * What it is in a phase.
   *
   * @param array rows take tokens, columns take output features
   * @param timing of its formats
   * @param weightBits average bits of a weight in memory; empty where models say
   * @param honestWeightBits with all of a group's metadata
   */
  record OfPhase(
      ArrayShape array,
      ElementTiming timing,
      OptionalDouble weightBits,
      OptionalDouble honestWeightBits) {}

  static BitModAccelerator read(Section section, Iterable<String> phaseNames) {
    Section element = section.section("element");
    ElementType type = element.value("type", ElementType::parse);
    NumberFormat operand = element.value("operand", NumberFormats::named);
    ElementSpec customary = ElementSpec.customary();
    ProcessingElement processingElement =
        type.element(
            new ElementSpec(
                Optional.of(operand),
                customary.pipelineDepth(),
                OptionalInt.empty(),
                customary.switchCycles(),
                customary.tables()));
    Map<String, OfPhase> phases = new LinkedHashMap<>();
    for (String phase : phaseNames) {
      String own = phase + "-weight";
      String key = element.has(own) ? own : "weight";
      phases.put(
          phase,
          new OfPhase(
              array(section.section("arrays").section(phase)),
              timing(element, key, processingElement, operand),
              bits(section.section("weight-bits"), phase),
              bits(section.section("honest-weight-bits"), phase)));
    }
    return new BitModAccelerator(
        section.text("name"),
        phases,
        timing(section, "honest-cache", processingElement, operand),
        section.value("honest-cache", NumberFormats::named).bits());
  }

  private static ElementTiming timing(
      Section section, String key, ProcessingElement element, NumberFormat activation) {
    return section.value(key, name -> element.timing(activation, NumberFormats.named(name)));
  }

  private static ArrayShape array(Section section) {
    return new ArrayShape(
        section.integer("rows", 1, MOST_PES), section.integer("columns", 1, MOST_PES));
  }

  private static OptionalDouble bits(Section section, String phase) {
    return section.text(phase).equals(PER_MODEL)
        ? OptionalDouble.empty()
        : OptionalDouble.of(section.number(phase, 1, WIDEST));
  }
}
