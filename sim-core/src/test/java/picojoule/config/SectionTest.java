package picojoule.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SectionTest {

  @Test
  void readsWholeNumbersOfARange() {
    Section section = yaml("a: 64\nb: 1e3\nc: -2\nd: 2.0\ne: 010\n");
    assertThat(section.integer("a", 64, 64)).isEqualTo(64);
    assertThat(section.integer("b", 1, 1000)).isEqualTo(1000);
    assertThat(section.integer("c", -2, 0)).isEqualTo(-2);
    assertThat(section.integer("d", 0, 9)).isEqualTo(2);
    assertThat(section.integer("e", 0, 99)).as("no octal number").isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "many, 'many' is no whole number",
    "'', '' is no whole number",
    "1.5, 1.5 is no whole number",
    "0, 0 is out of range",
    "257, 257 is out of range",
    "99999999999, 99999999999 is out of range",
    "1e999999999, 1e999999999 is out of range"
  })
  void refusesOtherWholeNumbers(String value, String what) {
    Section section = yaml("array:\n  rows: \"" + value + "\"\n").section("array");
    refuses(
        () -> section.integer("rows", 1, 256),
        "test.yaml: array.rows: " + what + "; give a whole number from 1 to 256");
  }

  @Test
  void readsNumbersOfARange() {
    Section section = yaml("a: 0.25\nb: 1\nc: 1e-3\n");
    assertThat(section.number("a", 0, 1)).isEqualTo(0.25);
    assertThat(section.number("b", 0, 1)).isEqualTo(1);
    assertThat(section.number("c", 0, 1)).isEqualTo(0.001);
  }

  @ParameterizedTest
  @CsvSource({
    "1.01, 1.01 is out of range; give a number from 0.0 to 1.0",
    "-0.5, -0.5 is out of range; give a number from 0.0 to 1.0",
    "NaN, 'NaN' is no number; give one from 0.0 to 1.0",
    "1f, '1f' is no number; give one from 0.0 to 1.0",
    "half, 'half' is no number; give one from 0.0 to 1.0"
  })
  void refusesOtherNumbers(String value, String what) {
    refuses(() -> yaml("share: " + value).number("share", 0, 1), "test.yaml: share: " + what);
  }

  @Test
  void tellsSectionsFromValuesAndWhereTheyStand() {
    Section section = yaml("array: {rows: 2}\nlist: [1, 2]\nclock: 1 GHz\n");
    assertThat(section.isSection("array")).isTrue();
    assertThat(section.isSection("list")).isFalse();
    assertThat(section.isSection("clock")).isFalse();
    assertThat(section.origin("clock")).isEqualTo("test.yaml");
    refuses(() -> section.isSection("clok"), "test.yaml: clok: is missing");
    Section set = ConfigFile.with(section, List.of("clock=2 GHz"));
    assertThat(set.origin("clock")).isEqualTo("--set");
    assertThat(set.origin("list")).isEqualTo("test.yaml");
  }

  @Test
  void readsTexts() {
    Section section =
        yaml("a: w4a16\nlist: [x, y]\none: [x]\nversion: 1.10\ntime: 12:30\nq: \"\"\n");
    assertThat(section.text("a")).isEqualTo("w4a16");
    assertThat(section.texts("list")).containsExactly("x", "y");
    assertThat(section.texts("one")).containsExactly("x");
    assertThat(section.texts("a")).containsExactly("w4a16");
    assertThat(section.text("version")).isEqualTo("1.10");
    assertThat(section.text("time")).isEqualTo("12:30");
    assertThat(section.text("q")).isEmpty();
  }

  @Test
  void refusesAnotherKindWhereATextBelongs() {
    Section section = yaml("s:\n  a: 1\nl: [1, 2]\nnothing:\nsections:\n  - a: 1\n  - a: 2\n");
    refuses(
        () -> section.text("s"), "test.yaml: s: is a section or a list where one value belongs");
    refuses(
        () -> section.text("l"), "test.yaml: l: is a section or a list where one value belongs");
    refuses(() -> section.text("nothing"), "test.yaml: nothing: has no value");
    refuses(() -> section.text("absent"), "test.yaml: absent: is missing");
    refuses(() -> section.texts("s"), "test.yaml: s: is a section where a list belongs");
    refuses(
        () -> section.texts("sections"),
        "test.yaml: sections: is a list of more than plain values");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "False, false", "TRUE, true"})
  void readsFlags(String text, boolean expected) {
    assertThat(yaml("f: " + text).flag("f")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "1", "treu"})
  void refusesOtherFlags(String text) {
    refuses(
        () -> yaml("f: " + text).flag("f"),
        "test.yaml: f: '" + text + "' is neither true nor false");
  }

  @Test
  void readsAConstantWithHyphensInAnyCase() {
    Section section = yaml("a: nanoseconds\nb: Days\n");
    assertThat(section.choice("a", TimeUnit.class)).isEqualTo(TimeUnit.NANOSECONDS);
    assertThat(section.choice("b", TimeUnit.class)).isEqualTo(TimeUnit.DAYS);
    assertThat(yaml("d: weight-stationary").choice("d", Flow.class))
        .isEqualTo(Flow.WEIGHT_STATIONARY);
  }

  @Test
  void refusesAnUnknownConstantWithASuggestionAndAll() {
    refuses(
        () -> yaml("d: weigth-stationary").choice("d", Flow.class),
        "test.yaml: d: unknown choice 'weigth-stationary'; did you mean 'weight-stationary'? "
            + "There is: output-stationary, weight-stationary");
    refuses(
        () -> yaml("d: systolic").choice("d", Flow.class),
        "test.yaml: d: unknown choice 'systolic'; There is: output-stationary, weight-stationary");
  }

  @Test
  void readsQuantitiesInBaseUnits() {
    Section section =
        yaml("e: 0.2 nJ\nz: 0 pJ\nb: 1.5 KiB\nt: 13.75 ns\nf: 1.72 GHz\nhbm: 1800 MHz\n");
    assertThat(section.quantity("e", Dimension.ENERGY)).isEqualTo(200);
    assertThat(section.quantityOrZero("z", Dimension.ENERGY)).isZero();
    assertThat(section.bytes("b")).isEqualTo(1536);
    assertThat(section.femtoseconds("t")).isEqualTo(13_750_000);
    assertThat(section.periodFemtoseconds("f")).isEqualTo(581_395);
    assertThat(section.periodFemtoseconds("hbm")).isEqualTo(555_556);
  }

  @Test
  void refusesQuantitiesOutOfRange() {
    Section section =
        yaml(
            """
            zero: 0 pJ
            minus: -1 pJ
            half: 0.5 B
            huge: 1e40 TiB
            fine: 0.1 fs
            back: -1 ns
            fast: 1e7 GHz
            slow: 1e-20 Hz
            """);
    refuses(
        () -> section.quantity("zero", Dimension.ENERGY),
        "test.yaml: zero: '0 pJ' is not above zero");
    refuses(
        () -> section.quantityOrZero("minus", Dimension.ENERGY),
        "test.yaml: minus: '-1 pJ' is negative");
    refuses(
        () -> section.bytes("half"),
        "test.yaml: half: '0.5 B' is no whole number of bytes in range");
    refuses(
        () -> section.bytes("huge"),
        "test.yaml: huge: '1e40 TiB' is no whole number of bytes in range");
    refuses(
        () -> section.femtoseconds("fine"),
        "test.yaml: fine: '0.1 fs' is no whole number of femtoseconds in range");
    refuses(() -> section.femtoseconds("back"), "test.yaml: back: '-1 ns' is negative");
    refuses(
        () -> section.periodFemtoseconds("fast"),
        "test.yaml: fast: '1e7 GHz' is beyond the simulator's resolution of 1 fs");
    refuses(
        () -> section.periodFemtoseconds("slow"),
        "test.yaml: slow: '1e-20 Hz' is no whole number of femtoseconds in range");
  }

  @Test
  void makesAValueAndTurnsItsComplaintIntoALine() {
    Section section = yaml("n: 12\nbad: x\n");
    assertThat(section.<Integer>value("n", Integer::valueOf)).isEqualTo(12);
    refuses(
        () -> section.value("bad", Integer::valueOf), "test.yaml: bad: For input string: \"x\"");
  }

  @Test
  void readsSectionsAndListsOfThem() {
    Section section = yaml("s: {a: 1}\nl:\n  - {a: 1}\n  - {a: 2}\none:\n  - {a: 3}\nnone:\n");
    assertThat(section.section("s").integer("a", 0, 9)).isEqualTo(1);
    assertThat(section.section("s")).isSameAs(section.section("s"));
    assertThat(section.sections("l")).extracting(s -> s.text("a")).containsExactly("1", "2");
    assertThat(section.sections("one")).extracting(s -> s.text("a")).containsExactly("3");
    assertThat(section.section("none").keys()).isEmpty();
    assertThat(section.keys()).containsExactly("s", "l", "one", "none");
    assertThat(section.has("s")).isTrue();
    assertThat(section.has("t")).isFalse();
  }

  @Test
  void refusesAnotherKindWhereSectionsBelong() {
    Section section = yaml("v: 1\nl: [1, 2]\nmixed: [{a: 1}, b]\n");
    refuses(() -> section.section("v"), "test.yaml: v: is a value where a section belongs");
    refuses(() -> section.section("l"), "test.yaml: l: is a value where a section belongs");
    refuses(() -> section.sections("v"), "test.yaml: v: is no list of sections");
    refuses(() -> section.sections("l"), "test.yaml: l: holds '1' where a section belongs");
    refuses(() -> section.sections("mixed"), "test.yaml: mixed: holds 'b' where a section belongs");
    refuses(() -> section.section("w"), "test.yaml: w: is missing");
  }

  @Test
  void anErrorInAListNamesThePosition() {
    Section second = yaml("banks:\n  - {rows: 1}\n  - {rows: x}\n").sections("banks").get(1);
    refuses(
        () -> second.integer("rows", 1, 9),
        "test.yaml: banks[1].rows: 'x' is no whole number; give a whole number from 1 to 9");
  }

  @Test
  void refusesAnUnknownKeyWithASuggestion() {
    Section section = yaml("array:\n  rows: 8\n  colums: 8\n");
    section.section("array").integer("rows", 1, 9);
    section.section("array").has("columns");
    refuses(
        section::rejectUnknownKeys,
        "test.yaml: array.colums: unknown key 'colums'; did you mean 'columns'? "
            + "There is: columns, rows");
  }

  @Test
  void refusesAnUnknownKeyOfASectionInAList() {
    Section section = yaml("banks:\n  - {rows: 1}\n  - {rows: 2, ros: 3}\n");
    section.sections("banks").forEach(bank -> bank.text("rows"));
    refuses(
        section::rejectUnknownKeys,
        "test.yaml: banks[1].ros: unknown key 'ros'; did you mean 'rows'? There is: rows");
  }

  @Test
  void refusesAKeyThatNothingResemblesWithoutASuggestion() {
    Section section = yaml("rows: 1\nvoltage: 2\n");
    section.text("rows");
    refuses(
        section::rejectUnknownKeys, "test.yaml: voltage: unknown key 'voltage'; There is: rows");
  }

  @Test
  void acceptsAConfigurationOfWhichEveryKeyWasAskedFor() {
    Section section = yaml("a: 1\ns: {b: 2}\nl: [{c: 3}, {c: 4}]\n");
    section.text("a");
    section.section("s").has("b");
    section.sections("l").forEach(s -> s.text("c"));
    section.rejectUnknownKeys();
  }

  private enum Flow {
    WEIGHT_STATIONARY,
    OUTPUT_STATIONARY
  }

  private static Section yaml(String text) {
    return ConfigFile.read("test.yaml", new StringReader(text));
  }

  private static void refuses(ThrowingCallable call, String line) {
    assertThatExceptionOfType(BadInputException.class).isThrownBy(call).withMessage("%s", line);
  }

  @Test
  void anErrorIsOneLineWhateverTheUserWrote() {
    Section section = yaml("n: |\n  one\n  two\n");
    refuses(
        () -> section.bytes("n"),
        "test.yaml: n: 'one two ' is no quantity; give a number and a unit of "
            + Dimension.DATA.units());
    assertThat(List.of("a\nb", "a\r\nb", "a \n\n b"))
        .allSatisfy(text -> assertThat(new BadInputException("f", text)).hasMessage("f: a b"));
  }
}
