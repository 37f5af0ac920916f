package picojoule.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {

  @TempDir private Path folder;

  @Test
  void aFileStatesOnlyWhatDiffersFromWhatItExtends() {
    file("base.yaml", "clock: 1 GHz\narray:\n  rows: 8\n  columns: 8\nlist: [a, b, c]\n");
    file("middle.yaml", "extends: base.yaml\narray:\n  rows: 16\nlist: [d, e]\n");
    Path top = file("top.yaml", "extends: ./middle.yaml\nclock: 2 GHz\nname: top\n");
    Section section = ConfigFile.read(top);
    assertThat(section.toYaml())
        .isEqualTo(
            """
            clock: 2 GHz
            array:
              rows: 16
              columns: 8
            list:
              - d
              - e
            name: top
            """);
    assertThat(section.section("array").where("rows"))
        .isEqualTo(folder.resolve("./middle.yaml") + ": array.rows");
    assertThat(section.section("array").where("columns")).endsWith("base.yaml: array.columns");
    assertThat(section.has("extends")).isFalse();
  }

  @Test
  void refusesFilesThatExtendThemselves() {
    Path one = file("one.yaml", "extends: one.yaml\n");
    refuses(one, folder.resolve("one.yaml") + ": extends: the file extends itself");
    Path a = file("a.yaml", "extends: b.yaml\n");
    file("b.yaml", "extends: ./a.yaml\n");
    refuses(a, folder.resolve("./a.yaml") + ": extends: the file extends itself");
  }

  @Test
  void refusesToExtendWhatIsNotThere() {
    Path file = file("a.yaml", "extends: gone.yaml\n");
    refuses(file, file + ": extends: there is no file " + folder.resolve("gone.yaml"));
    Path list = file("list.yaml", "extends: [a.yaml, b.yaml]\n");
    refuses(list, list + ": extends: is no file name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty; give 'key: value' lines",
        "'# only a comment'|is empty; give 'key: value' lines",
        "'- a\n- b'|is no YAML section; give 'key: value' lines",
        "'just a text'|is no YAML section; give 'key: value' lines",
        "'a:\n\tb: 1'|is no YAML: line 2, column 1: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
        "'a: \"text'|is no YAML: line 1, column 9: found unexpected end of stream",
        "'a: [1, 2'|is no YAML: line 1, column 9: expected ',' or ']', but got <stream end>",
        "'a: 1\n b: 2'|is no YAML: line 2, column 3: mapping values are not allowed here",
        "'a: 1\nb: 2\na: 3'|is no YAML: line 3, column 1: found duplicate key a",
        "'a: 1\n---\nb: 2'|is no YAML: line 2, column 1: but found another document",
        "'a: &x {b: *x}'|a: b: an alias (*) stands within what it repeats",
        "'a: &x [{b: *x}]'|a: b: an alias (*) stands within what it repeats",
        "'a: [[1, 2], [3]]'|a: is a list of lists",
        "'a: {b: []}'|a: b: is an empty list; leave the key out",
        "'a:\n  - 1\n  -'|a: is a list with an empty item",
        "'? [a, b]\n: 1'|a key is no plain text: [a, b]",
        "'a: !!javax.script.ScriptEngineManager []'|is no YAML: line 1, column 4: Global tag is not allowed: tag:yaml.org,2002:javax.script.ScriptEngineManager"
      })
  void refusesWhatIsNoYamlSectionInOneLine(String text, String what) {
    Path file = file("bad.yaml", text);
    refuses(file, file + ": " + what);
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    refuses(latin, latin + ": is no UTF-8 text");
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', ':', ' ', 0, 1, 2});
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConfigFile.read(binary))
        .withMessageMatching("\\Q" + binary + "\\E: is no YAML: .+");
  }

  @Property(tries = 300)
  void randomBytesAreReadOrRefusedInOneLine(@ForAll byte[] bytes) throws IOException {
    Path file = Files.createTempFile("random", ".yaml");
    try {
      Files.write(file, bytes);
      assertThat(ConfigFile.read(file).keys()).isNotNull();
    } catch (BadInputException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void refusesADirectoryAndAFileThatIsNotThere() {
    refuses(folder, folder + ": is a directory; give a YAML file");
    Path gone = folder.resolve("gone.yaml");
    refuses(gone, gone + ": there is no such file");
  }

  @Test
  void defaultsFillInWhatAConfigurationLeavesOut() {
    Section over =
        ConfigFile.over(
            yaml("own", "a: 1\ns: {x: 1}\n"), yaml("defaults", "s: {x: 2, y: 3}\nb: 4\n"));
    assertThat(over.toYaml()).isEqualTo("s:\n  x: 1\n  y: 3\nb: 4\na: 1\n");
    assertThat(over.section("s").where("x")).isEqualTo("own: s.x");
    assertThat(over.section("s").where("y")).isEqualTo("defaults: s.y");
  }

  @Test
  void settingsOverrideAndAddKeys() {
    Section section = yaml("f.yaml", "array: {rows: 8, columns: 8}\nname: x\n");
    Section set =
        ConfigFile.with(
            section, List.of("array.rows=64", "new.deep.key = a=b ", "name=", "array.rows=32"));
    assertThat(set.toYaml())
        .isEqualTo(
            "array:\n  rows: 32\n  columns: 8\nname: \"\"\nnew:\n  deep:\n    key: \"a=b\"\n");
    assertThat(set.section("array").where("rows")).isEqualTo("--set: array.rows");
    assertThat(section.section("array").text("rows")).as("the original").isEqualTo("8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows|--set rows: is no setting; give key=value, for instance array.rows=64",
        "=3|--set =3: is no setting; give key=value, for instance array.rows=64",
        "array..rows=3|--set array..rows=3: has an empty key",
        "name.x=3|--set: there is no key 'x' in a value or a list",
        "list.a.b=3|--set: there is no key 'a.b' in a value or a list"
      })
  void refusesOtherSettings(String setting, String line) {
    Section section = yaml("f.yaml", "name: x\nlist: [1, 2]\n");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConfigFile.with(section, List.of(setting)))
        .withMessage("%s", line);
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadAgain(@ForAll long seed) {
    ConfigNode tree = tree(new Random(seed), 0);
    String yaml = new Section("", tree).toYaml();
    Section read = yaml("tree", yaml);
    assertThat(read.node()).isEqualTo(tree);
    assertThat(read.toYaml()).isEqualTo(yaml);
  }

  private static final List<String> TEXTS =
      List.of(
          "1 GHz",
          "010",
          "a: b",
          "# no comment",
          "",
          " ",
          "- x",
          "\"",
          "\\",
          "'",
          "true",
          "null",
          "~",
          "1.10",
          "x ",
          "\u00e4",
          "[",
          "{}",
          "*a",
          "&a",
          "!t",
          "%",
          "@",
          "a\nb\n",
          "\t",
          "-",
          "...",
          "---",
          "<<",
          "a #b",
          "=",
          "\u0001");

  /** A random section; a list has at least two items, since one item reads as that item. */
  private static ConfigNode tree(Random random, int depth) {
    Map<String, ConfigNode> children = new LinkedHashMap<>();
    int count = random.nextInt(4) + (depth == 0 ? 1 : 0);
    for (int i = 0; i < count; i++) {
      String key = random.nextInt(4) == 0 ? TEXTS.get(random.nextInt(TEXTS.size())) : "key" + i;
      children.put(key, value(random, depth));
    }
    return ConfigNode.section("tree", children);
  }

  private static ConfigNode value(Random random, int depth) {
    if (depth < 4 && random.nextInt(3) == 0) {
      return tree(random, depth + 1);
    }
    if (depth < 4 && random.nextInt(3) == 0) {
      List<ConfigNode> items = new ArrayList<>();
      for (int i = 2 + random.nextInt(3); i > 0; i--) {
        items.add(random.nextBoolean() ? text(random) : tree(random, depth + 1));
      }
      return ConfigNode.list("tree", items);
    }
    return text(random);
  }

  private static ConfigNode text(Random random) {
    return ConfigNode.scalar("tree", TEXTS.get(random.nextInt(TEXTS.size())));
  }

  private static void refuses(Path file, String line) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ConfigFile.read(file))
        .withMessage("%s", line);
  }

  private static Section yaml(String name, String text) {
    return ConfigFile.read(name, new StringReader(text));
  }

  private Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
