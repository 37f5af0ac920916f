package picojoule.isa;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a compiler must know of a machine, and all that a program depends on.
 *
 * @param name of the machine
 * @param rows of the array
 * @param columns of the array
 * @param dataflow of the array, by its short name
 * @param processingElement type of the PEs, by name
 * @param weightBufferBytes capacity
 * @param activationBufferBytes capacity
 * @param accumulatorBufferBytes capacity
 * @param accumulatorBytes bytes of one accumulator
 * @param memoryBytes capacity of the DRAM
 * @param alignmentBytes of tensors in DRAM: what its channels interleave
 * @param memoryRanges which addresses may hold which operands
 */
public record Target(
    String name,
    int rows,
    int columns,
    String dataflow,
    String processingElement,
    long weightBufferBytes,
    long activationBufferBytes,
    long accumulatorBufferBytes,
    int accumulatorBytes,
    long memoryBytes,
    long alignmentBytes,
    List<MemoryRange> memoryRanges) {

  private static final String MEMORY_RANGES = "memory-ranges";

  public Target {
    memoryRanges = List.copyOf(memoryRanges);
  }

  /** A target whose memory holds everything everywhere. */
  public Target(
      String name,
      int rows,
      int columns,
      String dataflow,
      String processingElement,
      long weightBufferBytes,
      long activationBufferBytes,
      long accumulatorBufferBytes,
      int accumulatorBytes,
      long memoryBytes,
      long alignmentBytes) {
    this(
        name,
        rows,
        columns,
        dataflow,
        processingElement,
        weightBufferBytes,
        activationBufferBytes,
        accumulatorBufferBytes,
        accumulatorBytes,
        memoryBytes,
        alignmentBytes,
        List.of(MemoryRange.all(memoryBytes)));
  }

  /** Everything but the name, in order, as texts. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("rows", Integer.toString(rows));
    properties.put("columns", Integer.toString(columns));
    properties.put("dataflow", dataflow);
    properties.put("processing-element", processingElement);
    properties.put("weight-buffer-bytes", Long.toString(weightBufferBytes));
    properties.put("activation-buffer-bytes", Long.toString(activationBufferBytes));
    properties.put("accumulator-buffer-bytes", Long.toString(accumulatorBufferBytes));
    properties.put("accumulator-bytes", Integer.toString(accumulatorBytes));
    properties.put("memory-bytes", Long.toString(memoryBytes));
    properties.put("alignment-bytes", Long.toString(alignmentBytes));
    if (!memoryRanges.equals(List.of(MemoryRange.all(memoryBytes)))) {
      properties.put(MEMORY_RANGES, MemoryRange.text(memoryRanges));
    }
    return properties;
  }

  /** The target of properties. */
  public static Target of(String name, Map<String, String> properties) {
    return new Target(
        name,
        integer(properties, "rows"),
        integer(properties, "columns"),
        property(properties, "dataflow"),
        property(properties, "processing-element"),
        number(properties, "weight-buffer-bytes"),
        number(properties, "activation-buffer-bytes"),
        number(properties, "accumulator-buffer-bytes"),
        integer(properties, "accumulator-bytes"),
        number(properties, "memory-bytes"),
        number(properties, "alignment-bytes"),
        properties.containsKey(MEMORY_RANGES)
            ? MemoryRange.parse(properties.get(MEMORY_RANGES))
            : List.of(MemoryRange.all(number(properties, "memory-bytes"))));
  }

  /** What keeps a program for this target from running on another; empty where nothing does. */
  public Optional<String> difference(Target machine) {
    Map<String, String> own = properties();
    Map<String, String> theirs = machine.properties();
    Set<String> keys = new LinkedHashSet<>(own.keySet());
    keys.addAll(theirs.keySet());
    return keys.stream()
        .filter(key -> !own.getOrDefault(key, "").equals(theirs.getOrDefault(key, "")))
        .map(key -> key + " " + value(own, key) + " against " + value(theirs, key))
        .reduce((all, one) -> all + ", " + one);
  }

  private static String value(Map<String, String> properties, String key) {
    return properties.getOrDefault(key, "none");
  }

  private static int integer(Map<String, String> properties, String key) {
    long number = number(properties, key);
    if (number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(key + ": " + number + " is out of range");
    }
    return (int) number;
  }

  private static long number(Map<String, String> properties, String key) {
    property(properties, key);
    return TraceText.number(properties, key);
  }

  private static String property(Map<String, String> properties, String key) {
    String value = properties.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the target has no " + key);
    }
    return value;
  }
}
