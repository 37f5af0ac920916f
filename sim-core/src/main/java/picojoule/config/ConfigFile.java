package picojoule.config;

import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * Reads YAML configuration files. A file may begin from another, {@code extends: base.yaml} (a path
 * relative to it), and states only what differs.
 */
public final class ConfigFile {

  private static final String EXTENDS = "extends";

  private ConfigFile() {}

  /**
   * Reads a file and what it extends.
   *
   * @throws BadInputException where a file is missing, no YAML, or extends itself
   */
  public static Section read(Path file) {
    return new Section("", resolve(file, new LinkedHashSet<>()));
  }

  /** Reads a configuration from a text, for defaults on the class path; it extends nothing. */
  public static Section read(String name, Reader reader) {
    try {
      return new Section("", parse(name, CharStreams.toString(reader)));
    } catch (IOException e) {
      throw new BadInputException(name, "cannot be read: " + e.getMessage());
    }
  }

  /** A configuration, or a section of one, over its defaults. */
  public static Section over(Section configuration, Section defaults) {
    return new Section(configuration.path(), configuration.node().over(defaults.node()));
  }

  /** A configuration without one of the keys at its top. */
  public static Section without(Section configuration, String key) {
    ConfigNode node = configuration.node();
    Map<String, ConfigNode> others = new LinkedHashMap<>(node.children());
    others.remove(key);
    return new Section("", ConfigNode.section(node.origin(), others));
  }

  /**
   * A configuration with settings of the command line.
   *
   * @param settings texts of the form {@code key.of.a.section=value}
   */
  public static Section with(Section configuration, List<String> settings) {
    ConfigNode node = configuration.node();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "--set " + setting, "is no setting; give key=value, for instance array.rows=64");
      }
      List<String> keys = List.of(setting.substring(0, equals).strip().split("\\.", -1));
      if (keys.contains("")) {
        throw new BadInputException("--set " + setting, "has an empty key");
      }
      node = node.with(keys, ConfigNode.scalar("--set", setting.substring(equals + 1).strip()));
    }
    return new Section("", node);
  }

  private static ConfigNode resolve(Path file, Set<Path> reading) {
    Path normal = file.toAbsolutePath().normalize();
    if (!reading.add(normal)) {
      throw new BadInputException(file + ": " + EXTENDS, "the file extends itself");
    }
    ConfigNode node = parse(file.toString(), text(file));
    ConfigNode base = node.children().get(EXTENDS);
    if (base == null) {
      return node;
    }
    String name =
        base.scalar()
            .orElseThrow(() -> new BadInputException(file + ": " + EXTENDS, "is no file name"));
    Path baseFile = file.resolveSibling(name);
    if (!Files.exists(baseFile)) {
      throw new BadInputException(file + ": " + EXTENDS, "there is no file " + baseFile);
    }
    Map<String, ConfigNode> own = new LinkedHashMap<>(node.children());
    own.remove(EXTENDS);
    return ConfigNode.section(node.origin(), own).over(resolve(baseFile, reading));
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw new BadInputException(file.toString(), "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new BadInputException(file.toString(), "is a directory; give a YAML file");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "is no UTF-8 text");
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static ConfigNode parse(String name, String text) {
    return section(name, TextYaml.read(name, text).getNodeModel().getInMemoryRepresentation());
  }

  private static ConfigNode section(String name, ImmutableNode node) {
    Map<String, List<ConfigNode>> byKey = new LinkedHashMap<>();
    for (ImmutableNode child : node.getChildren()) {
      byKey.computeIfAbsent(child.getNodeName(), k -> new ArrayList<>()).add(node(name, child));
    }
    Map<String, ConfigNode> children = new LinkedHashMap<>();
    byKey.forEach(
        (key, nodes) ->
            children.put(key, nodes.size() == 1 ? nodes.get(0) : ConfigNode.list(name, nodes)));
    return ConfigNode.section(name, children);
  }

  private static ConfigNode node(String name, ImmutableNode node) {
    return node.getValue() == null
        ? section(name, node)
        : ConfigNode.scalar(name, node.getValue().toString());
  }
}
