package picojoule.isa;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picojoule.config.ConfigName;

/**
 * Consecutive addresses of a machine's memory, and which operands a compiler may lay out there. As
 * text {@code begin+bytes:operand/operand}, several with {@code ;} between them.
 *
 * @param begin the first address
 * @param bytes how many
 * @param operands at least one
 */
public record MemoryRange(long begin, long bytes, Set<Operand> operands) {

  public MemoryRange {
    if (begin < 0 || bytes < 1 || operands.isEmpty()) {
      throw new IllegalArgumentException("a memory range has addresses and holds something");
    }
    operands = Set.copyOf(operands);
  }

  /** Addresses from zero on that hold everything. */
  static MemoryRange all(long bytes) {
    return new MemoryRange(0, bytes, EnumSet.allOf(Operand.class));
  }

  /** The address behind the last one. */
  public long end() {
    return begin + bytes;
  }

  static String text(List<MemoryRange> ranges) {
    return ranges.stream().map(MemoryRange::text).collect(Collectors.joining(";"));
  }

  private String text() {
    return begin
        + "+"
        + bytes
        + ":"
        + EnumSet.copyOf(operands).stream().map(ConfigName::of).collect(Collectors.joining("/"));
  }

  static List<MemoryRange> parse(String text) {
    List<MemoryRange> ranges = new ArrayList<>();
    for (String range : Splitter.on(';').split(text)) {
      List<String> parts = Splitter.onPattern("[+:]").splitToList(range);
      if (parts.size() != 3) {
        throw new IllegalArgumentException(
            "memory-ranges: '" + range + "' is no range such as 0+1024:weights/tables");
      }
      Set<Operand> operands = EnumSet.noneOf(Operand.class);
      for (String name : Splitter.on('/').split(parts.get(2))) {
        operands.add(operand(name));
      }
      ranges.add(new MemoryRange(number(parts.get(0)), number(parts.get(1)), operands));
    }
    return ranges;
  }

  private static Operand operand(String name) {
    for (Operand operand : Operand.values()) {
      if (ConfigName.of(operand).equals(name)) {
        return operand;
      }
    }
    throw new IllegalArgumentException("memory-ranges: there is no operand '" + name + "'");
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("memory-ranges: '" + text + "' is no number", e);
    }
  }
}
