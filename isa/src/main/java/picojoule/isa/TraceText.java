package picojoule.isa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picojoule.config.ConfigName;
import picojoule.isa.number.NumberFormats;

/**
 * A program as text. The first line is {@code picojoule-trace 1}; then come a {@code target} line
 * with its properties as {@code key=value}, one {@code operation} line per operator, and one line
 * per instruction, indented by loop depth; number formats stand there by name. Empty lines and what
 * follows a {@code #} mean nothing.
 */
public final class TraceText {

  /** The first line, by which a trace is known. */
  static final String HEADER = "picojoule-trace 1";

  private static final List<String> OPERATION_FIELDS =
      List.of(
          "name",
          "kind",
          "m",
          "n",
          "k",
          "instances",
          "activations",
          "weights",
          "weight-bytes",
          "kv-read-bytes",
          "kv-write-bytes",
          "table-bytes");

  private TraceText() {}

  /** Writes a program. */
  public static String write(Program program) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    text.append(header(program.target())).append('\n');
    program.operations().forEach(operation -> text.append(line(operation)).append('\n'));
    int depth = 0;
    for (Instruction instruction : program.instructions()) {
      depth -= instruction instanceof Instruction.EndLoop ? 1 : 0;
      text.append("  ".repeat(depth)).append(Assembler.disassemble(instruction)).append('\n');
      depth += instruction instanceof Instruction.Loop ? 1 : 0;
    }
    return text.toString();
  }

  /**
   * Reads a program.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  public static Program read(String text) {
    Target target = null;
    List<Operation> operations = new ArrayList<>();
    List<Instruction> instructions = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    if (!lines[0].strip().equals(HEADER)) {
      throw new IllegalArgumentException("line 1: a trace begins with '" + HEADER + "'");
    }
    for (int number = 2; number <= lines.length; number++) {
      String line = lines[number - 1].replaceFirst("#.*", "").strip();
      try {
        if (line.startsWith("target ")) {
          target = target(line);
        } else if (line.startsWith("operation ")) {
          operations.add(operation(line));
        } else if (!line.isEmpty()) {
          instructions.add(Assembler.assemble(line));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    if (target == null) {
      throw new IllegalArgumentException("the trace names no target");
    }
    return new Program(target, operations, instructions);
  }

  /** The line of a target. */
  static String header(Target target) {
    StringBuilder line = new StringBuilder("target name=").append(target.name());
    target
        .properties()
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    return line.toString();
  }

  /** The target of a line. */
  static Target target(String line) {
    Map<String, String> properties = fields(line);
    return Target.of(properties.getOrDefault("name", "unnamed"), properties);
  }

  /** The line of an operation. */
  static String line(Operation operation) {
    List<Object> values =
        List.of(
            operation.name(),
            ConfigName.of(operation.kind()),
            operation.shape().m(),
            operation.shape().n(),
            operation.shape().k(),
            operation.instances(),
            operation.activations().name(),
            operation.weights().name(),
            operation.weightBytes(),
            operation.kvReadBytes(),
            operation.kvWriteBytes(),
            operation.tableBytes());
    StringBuilder line = new StringBuilder("operation");
    for (int i = 0; i < values.size(); i++) {
      line.append(' ').append(OPERATION_FIELDS.get(i)).append('=').append(values.get(i));
    }
    return line.toString();
  }

  /** The operation of a line. */
  static Operation operation(String line) {
    Map<String, String> fields = fields(line);
    for (String field : OPERATION_FIELDS) {
      if (!fields.containsKey(field)) {
        throw new IllegalArgumentException("the operation has no " + field);
      }
    }
    return new Operation(
        fields.get("name"),
        kind(fields.get("kind")),
        new GemmShape(number(fields, "m"), number(fields, "n"), number(fields, "k")),
        number(fields, "instances"),
        NumberFormats.named(fields.get("activations")),
        NumberFormats.named(fields.get("weights")),
        number(fields, "weight-bytes"),
        number(fields, "kv-read-bytes"),
        number(fields, "kv-write-bytes"),
        number(fields, "table-bytes"));
  }

  private static OperationKind kind(String name) {
    List<String> known = new ArrayList<>();
    for (OperationKind kind : OperationKind.values()) {
      String text = ConfigName.of(kind);
      if (text.equals(name)) {
        return kind;
      }
      known.add(text);
    }
    throw new IllegalArgumentException(
        "'%s' is no kind of operation; there is: %s".formatted(name, String.join(", ", known)));
  }

  /** A whole number of a line, at or above zero. */
  static long number(Map<String, String> fields, String key) {
    try {
      long number = Long.parseLong(fields.get(key));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the key.
    }
    throw new IllegalArgumentException(
        "%s: '%s' is no whole number in range".formatted(key, fields.get(key)));
  }

  private static Map<String, String> fields(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String word : line.split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        fields.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return fields;
  }
}
