package picojoule.config;

import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in one line where a YAML text breaks. */
final class YamlError {

  private YamlError() {}

  static String line(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        return "line "
            + (marked.getProblemMark().getLine() + 1)
            + ", column "
            + (marked.getProblemMark().getColumn() + 1)
            + ": "
            + marked.getProblem();
      }
    }
    String message = String.valueOf(error.getMessage());
    return message.lines().findFirst().orElse("cannot be read");
  }
}
