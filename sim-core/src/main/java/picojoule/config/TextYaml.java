package picojoule.config;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.AbstractYAMLBasedConfiguration;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A YAML configuration that keeps every plain value as the text that was written. YAML by itself
 * would read {@code 010} as eight, {@code 12:30} as 750, {@code on} as true and {@code 1.10} as
 * 1.1.
 */
final class TextYaml extends AbstractYAMLBasedConfiguration {

  private static final Pattern NOTHING = Pattern.compile("");

  /**
   * Reads a text.
   *
   * @param name of the file, for an error's line
   * @throws BadInputException where the text is no YAML section
   */
  static TextYaml read(String name, String text) {
    Object root;
    try {
      root = yaml().load(text);
    } catch (YAMLException e) {
      throw new BadInputException(name, "is no YAML: " + YamlError.line(e));
    }
    if (root == null) {
      throw new BadInputException(name, "is empty; give 'key: value' lines");
    }
    if (!(root instanceof Map<?, ?> section)) {
      throw new BadInputException(name, "is no YAML section; give 'key: value' lines");
    }
    requireTextKeys(name, section, new ArrayDeque<>());
    TextYaml yaml = new TextYaml();
    @SuppressWarnings("unchecked") // as required just above
    Map<String, Object> texts = (Map<String, Object>) section;
    yaml.load(texts);
    return yaml;
  }

  private static void requireTextKeys(String name, Map<?, ?> section, Deque<Object> around) {
    enter(name, section, around);
    section.forEach(
        (key, value) -> {
          if (!(key instanceof String text)) {
            throw new BadInputException(name, "a key is no plain text: " + key);
          }
          requireReadable(name + ": " + text, value, around);
        });
    around.pop();
  }

  /** Refuses what a configuration cannot hold, and would leave out without a word. */
  private static void requireReadable(String where, Object value, Deque<Object> around) {
    if (value instanceof Map<?, ?> section) {
      requireTextKeys(where, section, around);
    } else if (value instanceof Collection<?> list) {
      enter(where, list, around);
      if (list.isEmpty()) {
        throw new BadInputException(where, "is an empty list; leave the key out");
      }
      for (Object item : list) {
        if (item instanceof Collection<?>) {
          throw new BadInputException(where, "is a list of lists");
        }
        if (item == null) {
          throw new BadInputException(where, "is a list with an empty item");
        }
        requireReadable(where, item, around);
      }
      around.pop();
    }
  }

  private static void enter(String where, Object value, Deque<Object> around) {
    for (Object outer : around) {
      if (outer == value) {
        throw new BadInputException(where, "an alias (*) stands within what it repeats");
      }
    }
    around.push(value);
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, new Texts());
  }

  /** Resolves nothing but the absence of a value. */
  private static final class Texts extends Resolver {

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, NOTHING, null);
    }
  }
}
