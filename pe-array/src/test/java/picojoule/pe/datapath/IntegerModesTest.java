package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** The datapaths that add integers up, against gates, tables and registers by their definitions. */
class IntegerModesTest {

  private static final String[][] OPERANDS = {
    {"mac", "int8,int16,uint8", "int8,int4,int16,uint4"},
    {"shift-add", "int8,int16,uint8", "int2,int3,int4,int5,int6,int7,int8,uint2,uint4,uint5,uint8"},
    {"ternary", "int8,int16,uint8", "ternary,binary"},
    {"power-of-two", "int8,int16,uint8", "pot2,pot3,pot4,pot5"},
    {"lut", "int8,int16,uint8", "int1,int2,int3,int4,int8,uint2,uint4,odd1,odd2,odd4,binary"}
  };

  @Property(tries = 300)
  void gemmsEqualTheHardwaresOrderOfExactSteps(@ForAll long seed) {
    for (String[] operands : OPERANDS) {
      check(operands, seed);
    }
  }

  @Tag("slow")
  @Property(tries = 10_000)
  void manyGemmsEqualTheHardwaresOrderOfExactSteps(@ForAll long seed) {
    for (String[] operands : OPERANDS) {
      check(operands, seed);
    }
  }

  private static void check(String[] operands, long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    NumberFormat activation = pick(gemm.random, operands[1]);
    NumberFormat weight = pick(gemm.random, operands[2]);
    int inputs = 1 + gemm.random.nextInt(6);
    // A chunk has whole tables.
    int chunk = (1 + gemm.random.nextInt(20)) * (operands[0].equals("lut") ? inputs : 1);
    boolean isExact = gemm.random.nextBoolean();
    Accumulator register =
        isExact
            ? new Accumulator(62, Accumulator.Overflow.DETECT)
            : new Accumulator(
                10 + gemm.random.nextInt(20),
                gemm.random.nextBoolean()
                    ? Accumulator.Overflow.WRAP
                    : Accumulator.Overflow.SATURATE);
    DatapathSettings settings =
        DatapathSettings.of(activation, weight)
            .with(new Accumulation.Register(register))
            .withTables(inputs, gemm.random.nextBoolean())
            .withChunk(gemm.random.nextBoolean() ? 0 : chunk);
    PatternMatrix a = gemm.activations(activation);
    PatternMatrix codes = gemm.matrix(weight, gemm.n, gemm.random.nextInt(4) == 0);
    boolean hasZeroPoint = !weight.name().matches("ternary|binary|pot.*|odd.*");
    GroupedWeights w = gemm.scaled(codes, hasZeroPoint ? -8 : 0, hasZeroPoint ? 15 : 0);

    GemmOutput output = DatapathType.parse(operands[0]).set(settings).gemm(a, w);

    IntegerReference reference = new IntegerReference(operands[0], settings, register, a, w);
    for (int token = 0; token < gemm.m; token++) {
      BigDecimal[] expected = reference.row(token);
      for (int feature = 0; feature < gemm.n; feature++) {
        ExactSum.assertSame(output.result(), token, feature, expected[feature]);
      }
    }
    if (isExact) {
      assertThat(output.statistics().count(DatapathEvent.OVERFLOWS)).isZero();
    }
  }

  private static NumberFormat pick(Random random, String names) {
    String[] all = names.split(",", -1);
    return NumberFormats.named(all[random.nextInt(all.length)]);
  }

  @ParameterizedTest
  @CsvSource({
    "mac,int8,int8",
    "mac,int8,int4",
    "mac,uint8,int8",
    "shift-add,int8,int4",
    "shift-add,int8,int8",
    "shift-add,uint8,uint8",
    "shift-add,int8,int2",
    "ternary,int8,ternary",
    "ternary,int8,binary",
    "power-of-two,int8,pot5",
    "lut,int8,int4",
    "lut,int8,int8",
    "lut,int8,odd4"
  })
  void everyPairOfOperandsMultipliesExactly(String datapath, String activation, String weight) {
    PatternMatrix a = everyPattern(NumberFormats.named(activation));
    PatternMatrix w = everyPattern(NumberFormats.named(weight));

    ExactMatrix product =
        DatapathType.parse(datapath)
            .set(DatapathSettings.of(a.format(), w.format()))
            .gemm(a, GroupedWeights.unscaled(w))
            .result();

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < w.rows(); j++) {
        BigDecimal exact = a.value(i, 0).multiply(w.value(j, 0));
        if (product.value(i, j).compareTo(exact) != 0) {
          wrong.add(a.value(i, 0) + " x " + w.value(j, 0) + " = " + product.value(i, j));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  static PatternMatrix everyPattern(NumberFormat format) {
    int count = 1 << format.bits();
    return new PatternMatrix(format, count, 1, IntStream.range(0, count).toArray());
  }
}
