package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.isa.VectorOperation;

class MachineFileTest {

  private final ConfigFolder configs = ConfigFolder.shipped();

  @TempDir Path folder;

  @Test
  void theReferenceIsAMachineAndItsOwnDefault() throws IOException {
    MachineSpec reference = MachineFile.read(configs.reference(), List.of(), configs);
    Path empty = Files.writeString(folder.resolve("empty.yaml"), "name: reference\n");
    assertThat(MachineFile.read(empty, List.of(), configs).config().yaml())
        .isEqualTo(reference.config().yaml());
  }

  @Test
  void theReferenceExplainsEveryKey() throws IOException {
    List<String> lines = Files.readAllLines(configs.reference());
    for (int i = 0; i < lines.size(); i++) {
      boolean topLevel = !lines.get(i).isEmpty() && !lines.get(i).startsWith(" ");
      boolean opensSection = lines.get(i).endsWith(":");
      if (topLevel && !opensSection && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as("above '%s'", lines.get(i)).startsWith("#");
      }
    }
  }

  @Test
  void whatWasResolvedReadsBackAsTheSameMachine() throws IOException {
    for (Path file : machines()) {
      MachineSpec spec = MachineFile.read(file, List.of("vector.lanes=7"), configs);
      Path resolved = Files.writeString(folder.resolve("resolved.yaml"), spec.config().yaml());
      assertThat(MachineFile.read(resolved, List.of(), configs).config().yaml())
          .isEqualTo(spec.config().yaml());
    }
  }

  @Test
  void everyShippedMachineIsReadAndPriced() throws IOException {
    List<Path> machines = machines();
    assertThat(machines).hasSize(29);
    for (Path file : machines) {
      MachineSpec spec = MachineFile.read(file, List.of(), configs);
      assertThat(file.getFileName().toString()).isEqualTo(spec.name() + ".yaml");
      assertThat(new Pricing(spec).area()).allMatch(row -> row.squareMicrometres() > 0);
    }
  }

  @Test
  void whatAMachineNamesIsFoundBesideTheFileThatNamesIt() throws IOException {
    Path library = Files.createDirectory(folder.resolve("library"));
    Files.copy(configs.root().resolve("memory/hbm2-2000.yaml"), library.resolve("mine.yaml"));
    Files.createDirectory(library.resolve("policies"));
    Files.copy(
        configs.root().resolve("memory/policies/default.yaml"),
        library.resolve("policies/default.yaml"));
    Files.writeString(library.resolve("base.yaml"), "name: base\nmemory: {device: mine.yaml}\n");
    Path machine =
        Files.writeString(folder.resolve("m.yaml"), "extends: library/base.yaml\nname: m\n");
    MachineSpec spec = MachineFile.read(machine, List.of(), configs);
    assertThat(spec.memory().first().config().file()).isEqualTo(library.resolve("mine.yaml"));
    // What was resolved is found from another folder too.
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("m.yaml");
    Files.writeString(elsewhere, spec.config().yaml());
    assertThat(MachineFile.read(elsewhere, List.of(), configs).config().yaml())
        .isEqualTo(spec.config().yaml());

    Path lost = Files.writeString(folder.resolve("l.yaml"), "memory: {device: none.yaml}\n");
    assertThatThrownBy(() -> MachineFile.read(lost, List.of(), configs))
        .hasMessage(lost + ": memory.device: there is no file none.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aray: {processing-element: lut} | aray: unknown key 'aray'; did you mean 'array'?",
        "array: {processing-elemnt: lut} | array: names no PE; give array.processing-element",
        "array: {processing-element: lut, rws: 4} | array.rws: unknown key 'rws'; did you mean 'rows'?",
        "array: {processing-element: luta} | array.processing-element: unknown processing element 'luta'",
        "array: {processing-element: lut, element: {table: 4}} | unknown key 'table'; did you mean 'tables'?",
        "name: alone | array: names no PE"
      })
  void aBrokenElementGetsOneLine(String yaml, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("pe.yaml"), yaml + "\n");
    assertThatThrownBy(() -> MachineFile.element(file, configs))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "array.rows=0 | array.rows: 0 is out of range; give a whole number from 1 to 4096",
        "array.rows=-3 | array.rows: -3 is out of range",
        "array.rows=many | array.rows: 'many' is no whole number",
        "array.dataflow=weights | array.dataflow: unknown dataflow 'weights'; there is os",
        "array.processing-element=shiftadd | unknown processing element 'shiftadd'; there is mac",
        "array.accumulator-bits=12 | array.accumulator-bits: 12 is not whole bytes",
        "array.delivery=wire | array.delivery: unknown choice 'wire'",
        "array.grid.rows=0 | array.grid.rows: 0 is out of range",
        "array.element.operand=int99 | array.element.operand: ",
        "array.element.operand=int16 | pe.mac-int16",
        "array.element.pipeline-depth=0 | array.element.pipeline-depth: 0 is out of range",
        "array.element.tables.inputs=9 | array.element.tables.inputs: 9 is out of range",
        "array.element.switch-cycle=4 | unknown key 'switch-cycle'; did you mean 'switch-cycles'?",
        "array.partial-sums.place=element | array.partial-sums.place: partial sums stay in the PE where",
        "array.partial-sums.group=5 | array.partial-sums.group: 5 is out of range",
        "array.partial-sums.format=int88 | array.partial-sums.format: ",
        "array.rws=4 | array.rws: unknown key 'rws'; did you mean 'rows'?",
        "aray.rows=4 | aray: unknown key 'aray'; did you mean 'array'?",
        "clock=1000 | clock: '1000' has no unit; give one of Hz, kHz, MHz, GHz",
        "clock=1 Gz | clock: 'Gz' in '1 Gz' is no unit here",
        "clock=0 GHz | clock: '0 GHz' is not above zero",
        "buffers.weights.capacity=256 GHz | buffers.weights.capacity: 'GHz' in '256 GHz'",
        "buffers.weights.capacity=100 B | buffers.weights.capacity: a capacity of 100 bytes",
        "buffers.weights.word=0 B | buffers.weights.word: '0 B' is not above zero",
        "buffers.activations.banks=0 | buffers.activations.banks: 0 is out of range",
        "array.columns=4096 | buffers.weights: moves 512 B per cycle (banks x ports x word), the array",
        "array.rows=4096 | buffers.activations: moves 2048 B per cycle",
        "array.columns=128 | buffers.accumulators: moves 512 B per cycle",
        "buffers.weights.capacity=128 MiB | no macro of 16777216 B with words of 512 bits",
        "vector.lanes=0 | vector.lanes: 0 is out of range",
        "vector.cycles-per-element.softmax=0.5 | softmax: 0.5 is no whole number",
        "vector.scalar-cycles=-1 | vector.scalar-cycles: -1 is out of range",
        "vector.table.depth=x | vector.table.depth: 'x' is no whole number",
        "vector.implementation.gelu=pwl9 | unknown implementation 'pwl9'; did you mean 'pwl8'? There is: exact, pwl16, pwl8",
        "vector.implementation.gelu=no.yaml | vector.implementation.gelu: there is no file no.yaml",
        "vector.implementation.relu=pwl8 | unknown key 'relu'; did you mean 'gelu'?",
        "memory.device=hbm2-200 | unknown memory 'hbm2-200'; did you mean 'hbm2-2000'?",
        "memory.device=none/such.yaml | memory.device: there is no file none/such.yaml",
        "technology=3nm | technology: unknown technology '3nm'; did you mean '45nm'?",
        "dma.width=1 MiB | dma.width: is wider than 65536 B",
        "sequencer.queue-depth=0 | sequencer.queue-depth: 0 is out of range",
      })
  void aBrokenMachineGetsOneLine(String setting, String line) {
    assertThatThrownBy(
            () ->
                new Pricing(MachineFile.read(configs.reference(), List.of(setting), configs))
                    .area())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aMachinesOwnTablesAreFoundBesideItAndFromAnywhere() throws IOException {
    Path library = Files.createDirectory(folder.resolve("library"));
    Files.copy(configs.root().resolve("vector/pwl8.yaml"), library.resolve("mine.yaml"));
    Path machine =
        Files.writeString(
            library.resolve("m.yaml"), "name: m\nvector: {implementation: {gelu: mine.yaml}}\n");
    MachineSpec spec = MachineFile.read(machine, List.of(), configs);
    assertThat(spec.vector().byTable()).containsExactly(VectorOperation.GELU);

    Path resolved = Files.writeString(folder.resolve("resolved.yaml"), spec.config().yaml());
    assertThat(MachineFile.read(resolved, List.of(), configs).vector()).isEqualTo(spec.vector());

    Files.writeString(
        library.resolve("mine.yaml"),
        "name: mine\nsource: none\ntables:\n  silu: {fraction-bits: 6, slopes: [1],"
            + " intercepts: [0]}\n");
    assertThatThrownBy(() -> MachineFile.read(machine, List.of(), configs))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith(
            "vector.implementation.gelu: gelu: mine has no table of gelu; it has: silu");
  }

  private List<Path> machines() throws IOException {
    try (Stream<Path> files = Files.list(configs.root().resolve("machines"))) {
      return files.sorted().toList();
    }
  }
}
