package picojoule.memory.system;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.config.Section;
import picojoule.isa.Operand;

/**
 * Which addresses lie in which memory.
 *
 * @param ranges that follow each other without a gap from address 0 on
 */
public record AddressMap(List<AddressRange> ranges) {

  public AddressMap {
    ranges = List.copyOf(ranges);
    long end = 0;
    for (AddressRange range : ranges) {
      if (range.begin() != end) {
        throw new IllegalArgumentException(
            "a range begins at " + range.begin() + " where " + end + " is next");
      }
      end = range.end();
    }
    if (end == 0) {
      throw new IllegalArgumentException("a map has a range");
    }
  }

  /**
   * One memory behind the other, in which everything may lie.
   *
   * @param capacities of the memories
   */
  public static AddressMap consecutive(List<Long> capacities) {
    List<AddressRange> ranges = new ArrayList<>();
    long end = 0;
    for (int i = 0; i < capacities.size(); i++) {
      ranges.add(
          new AddressRange(
              end, capacities.get(i), List.of(i), List.of(0L), 0, EnumSet.allOf(Operand.class)));
      end += capacities.get(i);
    }
    return new AddressMap(ranges);
  }

  /**
   * Reads a map: sections with {@code begin}, {@code size}, {@code memory} (one, or a list that
   * takes turns of {@code interleave}), and {@code holds}, the operands that may lie there.
   *
   * @param map the whole config, whose key {@code key} is a list of ranges
   * @param capacities of the memories by their names
   * @throws BadInputException naming the range that overlaps another, leaves a gap, or asks more of
   *     a memory than it has
   */
  public static AddressMap read(Section map, String key, Map<String, Long> capacities) {
    List<String> names = List.copyOf(capacities.keySet());
    long[] taken = new long[names.size()];
    List<AddressRange> ranges = new ArrayList<>();
    Set<Operand> held = EnumSet.noneOf(Operand.class);
    long end = 0;
    for (Section section : map.sections(key)) {
      long begin = begin(section);
      if (begin != end) {
        throw section.bad(
            "begin",
            begin < end
                ? "overlaps the range before, which ends at " + end + " B"
                : "leaves a gap behind the range before, which ends at " + end + " B");
      }
      AddressRange range = range(section, begin, names, taken);
      for (int turn = 0; turn < range.memories().size(); turn++) {
        int memory = range.memories().get(turn);
        taken[memory] += range.bytes() / range.memories().size();
        long capacity = capacities.get(names.get(memory));
        if (taken[memory] > capacity) {
          throw section.bad(
              "size",
              "takes %d B of %s, which has %d B"
                  .formatted(taken[memory], names.get(memory), capacity));
        }
      }
      held.addAll(range.operands());
      ranges.add(range);
      end = range.end();
    }
    for (Operand operand : Operand.values()) {
      if (!held.contains(operand)) {
        throw map.bad(key, "has no range that holds " + ConfigName.of(operand));
      }
    }
    return new AddressMap(ranges);
  }

  private static AddressRange range(Section section, long begin, List<String> names, long[] taken) {
    List<Integer> memories = new ArrayList<>();
    List<Long> bases = new ArrayList<>();
    for (String name : section.texts("memory")) {
      int memory = names.indexOf(name);
      if (memory < 0) {
        throw BadInputException.unknown(section.where("memory"), "memory", name, names);
      }
      memories.add(memory);
      bases.add(taken[memory]);
    }
    if (new HashSet<>(memories).size() < memories.size()) {
      throw section.bad("memory", "names a memory twice");
    }
    long interleave = memories.size() > 1 ? section.bytes("interleave") : 0;
    if (memories.size() == 1 && section.has("interleave")) {
      throw section.bad("interleave", "means nothing with one memory; its channels have their own");
    }
    return section.value(
        "size",
        text ->
            new AddressRange(
                begin, section.bytes("size"), memories, bases, interleave, operands(section)));
  }

  private static long begin(Section section) {
    BigDecimal bytes =
        Quantity.parse(section.text("begin"), Dimension.DATA, section.where("begin")).inBaseUnit();
    if (bytes.signum() < 0
        || bytes.stripTrailingZeros().scale() > 0
        || bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw section.bad("begin", "'" + section.text("begin") + "' is no address");
    }
    return bytes.longValueExact();
  }

  private static Set<Operand> operands(Section section) {
    if (!section.has("holds")) {
      return EnumSet.allOf(Operand.class);
    }
    Map<String, Operand> known = new LinkedHashMap<>();
    Arrays.stream(Operand.values()).forEach(operand -> known.put(ConfigName.of(operand), operand));
    Set<Operand> operands = EnumSet.noneOf(Operand.class);
    for (String text : section.texts("holds")) {
      if (!known.containsKey(text)) {
        throw BadInputException.unknown(section.where("holds"), "operand", text, known.keySet());
      }
      operands.add(known.get(text));
    }
    return operands;
  }

  /** Bytes of all ranges. */
  public long capacityBytes() {
    return ranges.get(ranges.size() - 1).end();
  }
}
