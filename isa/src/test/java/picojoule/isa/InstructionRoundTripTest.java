package picojoule.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import picojoule.isa.Instruction.EndLoop;
import picojoule.isa.Instruction.Loop;
import picojoule.isa.number.Codebook;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

class InstructionRoundTripTest {

  private static final Target TARGET =
      new Target("t", 32, 16, "ws", "shift-add", 1 << 18, 1 << 19, 1 << 17, 4, 1L << 33, 256);

  /** Formats of every family. */
  private static final FormatTable FORMATS =
      new FormatTable(NumberFormats.examples().distinct().toList());

  @Property(tries = 5_000)
  void anInstructionSurvivesItsEncoding(@ForAll("instructions") Instruction instruction) {
    byte[] word = InstructionEncoding.encode(instruction, FORMATS);
    assertThat(InstructionEncoding.decode(word, FORMATS)).isEqualTo(instruction);
  }

  @Property(tries = 2_000)
  void anInstructionSurvivesTheAssembler(@ForAll("instructions") Instruction instruction) {
    assertThat(Assembler.assemble(Assembler.disassemble(instruction))).isEqualTo(instruction);
  }

  @Property(tries = 300)
  void aProgramSurvivesBothTraceForms(@ForAll("bodies") List<Instruction> body) {
    Program program = new Program(TARGET, List.of(operation("a"), operation("b")), nested(body));
    assertThat(TraceText.read(TraceText.write(program))).isEqualTo(program);
    assertThat(TraceBinary.read(TraceBinary.write(program))).isEqualTo(program);
  }

  @Property(tries = 300)
  void aBinaryTraceCutAnywhereIsRefused(@ForAll("bodies") List<Instruction> body, @ForAll int at) {
    byte[] whole = TraceBinary.write(new Program(TARGET, List.of(operation("a")), nested(body)));
    byte[] cut = java.util.Arrays.copyOf(whole, Math.floorMod(at, whole.length));
    assertThatThrownBy(() -> TraceBinary.read(cut)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyOpcodeFitsTheInstructionWord() {
    for (Opcode opcode : Opcode.values()) {
      int bits = 8 + opcode.fields().stream().mapToInt(Field::bits).sum();
      assertThat(bits).as(opcode.name()).isLessThanOrEqualTo(8 * Opcode.INSTRUCTION_BYTES);
    }
  }

  @Test
  void anOperandThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> InstructionEncoding.encode(new Loop(1L << 32), FORMATS))
        .hasMessageContaining("count = 4294967296 does not fit its 32 bits");
    assertThatThrownBy(() -> Assembler.assemble("loop count=4294967296"))
        .hasMessageContaining("does not fit");
  }

  @Test
  void aWrongLineSaysWhatWouldBeRight() {
    assertThatThrownBy(() -> Assembler.assemble("lop count=2"))
        .hasMessageContaining("'lop' is no instruction; there is grant, loop");
    assertThatThrownBy(() -> Assembler.assemble("loop times=2"))
        .hasMessageContaining("'times=2' where count=… belongs");
    assertThatThrownBy(() -> Assembler.assemble("sync engine=laod waits=- signals=-"))
        .hasMessageContaining("there is load, matrix, vector, store");
    assertThatThrownBy(() -> TraceText.read("picojoule-trace 1\n\nloop count=x\n"))
        .hasMessageContaining("line 3: count=x is no whole number");
  }

  @Test
  void loopsMustBeClosed() {
    assertThatThrownBy(() -> new Program(TARGET, List.of(), List.of(new Loop(2))))
        .hasMessageContaining("a loop without an end");
    assertThatThrownBy(() -> new Program(TARGET, List.of(), List.of(new EndLoop())))
        .hasMessageContaining("an end without a loop");
  }

  @Test
  void aProgramNamesAsManyFormatsAsAByteCounts() {
    List<Instruction> instructions = new ArrayList<>();
    for (int bits = 2; bits < 32; bits++) {
      for (int exponentBits = 0; exponentBits <= Math.min(4, bits - 2); exponentBits++) {
        instructions.add(
            product(NumberFormats.named("posit(%d,%d)".formatted(bits, exponentBits))));
      }
    }
    assertThat(instructions).hasSizeGreaterThan(128);
    Program program = new Program(TARGET, List.of(), instructions);
    assertThat(TraceBinary.read(TraceBinary.write(program))).isEqualTo(program);
    for (int exponentBits = 2; exponentBits <= 8; exponentBits++) {
      for (int mantissaBits = 1; mantissaBits <= 23; mantissaBits++) {
        String name = "ue%dm%d".formatted(exponentBits, mantissaBits);
        instructions.add(product(NumberFormats.named(name)));
      }
    }
    assertThatThrownBy(() -> new Program(TARGET, List.of(), instructions))
        .hasMessageContaining("a program names 256 number formats at most, not ");
  }

  @Test
  void aFormatThatItsNameDoesNotFindIsNoOperand() {
    assertThatThrownBy(
            () ->
                new Program(
                    TARGET, List.of(), List.of(product(new Codebook("mine", List.of(0f, 1f))))))
        .hasMessageContaining("can not name the number format 'mine'");
  }

  private static Instruction product(NumberFormat format) {
    return new Instruction.Matrix(0, 0, 1, 1, 1, 1, format, format, false);
  }

  @Test
  void aTargetNamesWhatDiffers() {
    Target other =
        new Target("o", 64, 16, "ws", "shift-add", 1 << 18, 1 << 19, 1 << 17, 4, 1L << 33, 256);
    assertThat(TARGET.difference(other)).contains("rows 32 against 64");
    assertThat(TARGET.difference(TARGET)).isEmpty();
  }

  @Provide
  Arbitrary<Instruction> instructions() {
    return Arbitraries.of(Opcode.values()).flatMap(InstructionRoundTripTest::instructionsOf);
  }

  @Provide
  Arbitrary<List<Instruction>> bodies() {
    return instructions()
        .filter(i -> !(i instanceof Loop) && !(i instanceof EndLoop))
        .list()
        .ofMaxSize(20);
  }

  private static Arbitrary<Instruction> instructionsOf(Opcode opcode) {
    List<Arbitrary<Long>> operands = new ArrayList<>();
    for (Field field : opcode.fields()) {
      operands.add(operands(opcode, field));
    }
    return net.jqwik.api.Combinators.combine(operands)
        .as(
            values ->
                opcode.instruction(FORMATS, values.stream().mapToLong(Long::longValue).toArray()));
  }

  private static Arbitrary<Long> operands(Opcode opcode, Field field) {
    return switch (field.notation()) {
      case NUMBER -> {
        long least = opcode == Opcode.LOOP ? 1 : 0;
        long most =
            field.name().equals("depth")
                ? Instruction.MAX_LOOP_DEPTH - 1
                : field.bits() == 64 ? Long.MAX_VALUE : (1L << field.bits()) - 1;
        yield Arbitraries.longs()
            .between(field.bits() == 64 ? Long.MIN_VALUE : least, most)
            .edgeCases(cases -> cases.add(least, most));
      }
      case TOKENS -> Arbitraries.longs().between(0, (1L << Token.values().length) - 1);
      case TOKEN -> Arbitraries.longs().between(0, Token.values().length - 1);
      case BUFFER -> Arbitraries.longs().between(0, Buffer.values().length - 1);
      case OPERAND -> Arbitraries.longs().between(0, Operand.values().length - 1);
      case ENGINE -> Arbitraries.longs().between(0, Engine.values().length - 1);
      case OPERATION -> Arbitraries.longs().between(0, VectorOperation.values().length - 1);
      case FORMAT -> Arbitraries.longs().between(0, FORMATS.formats().size() - 1);
    };
  }

  private static List<Instruction> nested(List<Instruction> body) {
    List<Instruction> instructions = new ArrayList<>(List.of(new Loop(3), new Loop(2)));
    instructions.addAll(body);
    instructions.add(new EndLoop());
    instructions.add(new EndLoop());
    return instructions;
  }

  private static Operation operation(String name) {
    return new Operation(
        name,
        OperationKind.ATTENTION_SCORE,
        new GemmShape(1, 1024, 128),
        32,
        new IntegerFormat(8, true),
        new IntegerFormat(4, false),
        0,
        131_072,
        128,
        0);
  }
}
