package picojoule.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of a configuration: a scalar, a list, or named children.
 *
 * @param origin the file that it stands in
 * @param scalar the text of a plain value
 * @param items of a list
 * @param children of a section, in their order
 */
record ConfigNode(
    String origin,
    Optional<String> scalar,
    List<ConfigNode> items,
    Map<String, ConfigNode> children) {

  static ConfigNode scalar(String origin, String text) {
    return new ConfigNode(origin, Optional.of(text), List.of(), Map.of());
  }

  static ConfigNode list(String origin, List<ConfigNode> items) {
    return new ConfigNode(origin, Optional.empty(), items, Map.of());
  }

  static ConfigNode section(String origin, Map<String, ConfigNode> children) {
    return new ConfigNode(origin, Optional.empty(), List.of(), children);
  }

  boolean isSection() {
    return scalar.isEmpty() && items.isEmpty();
  }

  /**
   * This node over another: sections are merged key by key, anything else replaces what was there.
   */
  ConfigNode over(ConfigNode base) {
    if (!isSection() || !base.isSection()) {
      return this;
    }
    Map<String, ConfigNode> merged = new LinkedHashMap<>(base.children);
    children.forEach((key, child) -> merged.merge(key, child, (below, above) -> above.over(below)));
    return section(origin, merged);
  }

  /**
   * A copy in which the node at a path of keys is another.
   *
   * @throws BadInputException where a key but the last has a value that is no section
   */
  ConfigNode with(List<String> keys, ConfigNode value) {
    if (keys.isEmpty()) {
      return value;
    }
    if (!isSection()) {
      throw new BadInputException(
          value.origin, "there is no key '" + String.join(".", keys) + "' in a value or a list");
    }
    Map<String, ConfigNode> changed = new LinkedHashMap<>(children);
    ConfigNode child = changed.getOrDefault(keys.get(0), section(value.origin, Map.of()));
    changed.put(keys.get(0), child.with(keys.subList(1, keys.size()), value));
    return section(origin, changed);
  }
}
