package picojoule.config;

import java.util.regex.Pattern;

/** Writes a configuration as block-style YAML. */
final class YamlText {

  private static final Pattern PLAIN =
      Pattern.compile("[-+]?\\.?[A-Za-z0-9_/][A-Za-z0-9_./()+-]*(?: [A-Za-z0-9_./()+-]+)*");

  private final StringBuilder text = new StringBuilder();

  private YamlText() {}

  static String of(ConfigNode node) {
    YamlText yaml = new YamlText();
    yaml.write(node, 0);
    return yaml.text.toString();
  }

  private void write(ConfigNode node, int indent) {
    node.children()
        .forEach(
            (key, child) -> {
              text.append(" ".repeat(indent)).append(quoted(key)).append(':');
              writeBehindKey(child, indent);
            });
    for (ConfigNode item : node.items()) {
      text.append(" ".repeat(indent)).append('-');
      writeBehindKey(item, indent);
    }
  }

  private void writeBehindKey(ConfigNode node, int indent) {
    if (node.scalar().isPresent()) {
      text.append(' ').append(quoted(node.scalar().get())).append('\n');
    } else if (node.items().isEmpty() && node.children().isEmpty()) {
      text.append(" {}\n");
    } else {
      text.append('\n');
      write(node, indent + 2);
    }
  }

  private static String quoted(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"' || character == '\\') {
        quoted.append('\\').append(character);
      } else if (character < ' ' || character > '~') {
        quoted.append(String.format("\\u%04x", (int) character));
      } else {
        quoted.append(character);
      }
    }
    return quoted.append('"').toString();
  }
}
