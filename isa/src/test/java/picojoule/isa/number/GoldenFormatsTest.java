package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.Arithmetic.Accumulation;
import picojoule.isa.number.Rounding.Overflow;

/** Every row of every reference table, with zero differences. */
class GoldenFormatsTest {

  private static final Rounding SPECIAL = Rounding.NEAREST_EVEN.with(Overflow.SPECIAL);
  private static final NumberFormat FP32 = NumberFormats.named("fp32");

  @ParameterizedTest
  @CsvSource({
    "fp4_e2m1, fp4-e2m1, 16",
    "fp6_e2m3, fp6-e2m3, 64",
    "fp6_e3m2, fp6-e3m2, 64",
    "fp8_e4m3fn, fp8-e4m3fn, 256",
    "fp8_e4m3_ieee, fp8-e4m3, 256",
    "fp8_e5m2, fp8-e5m2, 256",
    "e8m0, e8m0, 256",
    "ue4m3, ue4m3, 128",
    "ue5m3, ue5m3, 256",
    "posit4_1, 'posit(4,1)', 16",
    "posit8_0, 'posit(8,0)', 256"
  })
  void everyPatternDecodes(String table, String name, int patterns) {
    NumberFormat format = NumberFormats.named(name);
    List<String[]> rows = GoldenTable.rows(table + "_decode");
    assertThat(rows).hasSize(patterns).hasSize(1 << format.bits());
    for (String[] row : rows) {
      long pattern = GoldenTable.hex(row[0]);
      double expected = Double.longBitsToDouble(GoldenTable.hex(row[2]));
      assertThat(format.decodeDouble(pattern)).as(row[0]).isEqualTo(Double.valueOf(expected));
      if (Double.isFinite(expected)) {
        assertThat(format.decode(pattern)).isEqualByComparingTo(new BigDecimal(expected));
        assertThat(format.encode(expected, Rounding.NEAREST_EVEN)).isEqualTo(pattern);
      }
      if (row[row.length - 1].matches("[a-z]+")) {
        assertThat(format.classify(pattern)).isEqualTo(kind(row[row.length - 1]));
      }
      if (row[1].equals("NaR")) {
        assertThat(format.classify(pattern)).isEqualTo(ValueClass.NAR);
      }
    }
  }

  private static ValueClass kind(String word) {
    return switch (word) {
      case "zero" -> ValueClass.ZERO;
      case "sub" -> ValueClass.SUBNORMAL;
      case "norm" -> ValueClass.NORMAL;
      case "inf" -> ValueClass.INFINITY;
      case "nan" -> ValueClass.NAN;
      default -> throw new IllegalArgumentException(word);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "bf16, bf16",
    "fp4_e2m1, fp4-e2m1",
    "fp8_e4m3fn, fp8-e4m3fn",
    "ue5m3, ue5m3",
  })
  void floatsRound(String table, String name) {
    NumberFormat format = NumberFormats.named(name);
    List<String[]> rows = GoldenTable.rows("round_f32_to_" + table);
    assertThat(rows).hasSize(20_000);
    for (String[] row : rows) {
      float value = Float.intBitsToFloat((int) GoldenTable.hex(row[0]));
      assertThat(format.encode(value, Rounding.NEAREST_EVEN))
          .as("%s saturating", row[0])
          .isEqualTo(GoldenTable.hex(row[1]));
      assertThat(format.encode(value, SPECIAL)).as(row[0]).isEqualTo(GoldenTable.hex(row[2]));
    }
  }

  @ParameterizedTest
  @CsvSource({"posit4_1, 'posit(4,1)'", "posit8_0, 'posit(8,0)'"})
  void doublesRoundToPosits(String table, String name) {
    NumberFormat format = NumberFormats.named(name);
    List<String[]> rows = GoldenTable.rows(table + "_from_double");
    assertThat(rows).hasSize(20_000);
    for (String[] row : rows) {
      double value = Double.longBitsToDouble(GoldenTable.hex(row[0]));
      assertThat(format.encode(value, Rounding.NEAREST_EVEN))
          .as(row[0])
          .isEqualTo(GoldenTable.hex(row[1]));
    }
  }

  @ParameterizedTest
  @CsvSource({"posit4_1, 'posit(4,1)', 256", "posit8_0, 'posit(8,0)', 65536"})
  void positsAddAndMultiply(String table, String name, int pairs) {
    Arithmetic arithmetic = arithmetic(NumberFormats.named(name));
    List<String[]> rows = GoldenTable.rows(table + "_addmul");
    assertThat(rows).hasSize(pairs);
    for (String[] row : rows) {
      long a = GoldenTable.hex(row[0]);
      long b = GoldenTable.hex(row[1]);
      assertThat(arithmetic.add(a, b)).as("%s+%s", a, b).isEqualTo(GoldenTable.hex(row[2]));
      assertThat(arithmetic.multiply(a, b)).as("%s*%s", a, b).isEqualTo(GoldenTable.hex(row[3]));
    }
  }

  @Test
  void positsMultiplyAndAddWithOneRounding() {
    Arithmetic arithmetic = arithmetic(new Posit(4, 1));
    List<String[]> rows = GoldenTable.rows("posit4_1_fma_exhaustive");
    assertThat(rows).hasSize(4096);
    for (String[] row : rows) {
      long[] operands = Arrays.stream(row).mapToLong(GoldenTable::hex).toArray();
      assertThat(arithmetic.multiplyAdd(operands[0], operands[1], operands[2]))
          .as(String.join(",", row))
          .isEqualTo(operands[3]);
    }
  }

  @Test
  void aQuireRoundsADotProductOnce() {
    Arithmetic arithmetic = arithmetic(new Posit(4, 1));
    List<String[]> rows = GoldenTable.rows("posit4_1_quire_dot32");
    assertThat(rows).hasSize(3000);
    for (String[] row : rows) {
      assertThat(arithmetic.dot(GoldenTable.vector(row[0], 1), GoldenTable.vector(row[1], 1)))
          .as(row[0])
          .isEqualTo(GoldenTable.hex(row[2]));
    }
  }

  @Test
  void productsOfFourBitFloatsAreExactInSinglePrecision() {
    Arithmetic arithmetic = new Arithmetic(NumberFormats.named("fp4-e2m1"), FP32, SPECIAL);
    List<String[]> rows = GoldenTable.rows("fp4_e2m1_mul_exact_f32");
    assertThat(rows).hasSize(256);
    for (String[] row : rows) {
      assertThat(arithmetic.multiply(GoldenTable.hex(row[0]), GoldenTable.hex(row[1])))
          .isEqualTo(GoldenTable.hex(row[2]));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mxfp4_e2m1", "mxint8"})
  void blocksAreQuantized(String table) {
    BlockFormat format = BlockFormats.named(table.equals("mxint8") ? table : "mxfp4");
    int digits = (format.element().bits() + 3) / 4;
    List<String[]> rows = GoldenTable.rows("block_" + table);
    assertThat(rows).hasSize(660);
    for (String[] row : rows) {
      float[] values = new float[32];
      long[] bits = GoldenTable.vector(row[0], 8);
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat((int) bits[i]);
      }
      assertEncoded(format.encode(values, Rounding.NEAREST_EVEN), row[1], row[2], digits);
      assertEncoded(format.encode(values, Rounding.NEAREST_AWAY), row[1], row[3], digits);
    }
  }

  private static void assertEncoded(EncodedBlocks blocks, String scale, String codes, int digits) {
    assertThat(blocks.scale(0)).as(codes).isEqualTo((int) GoldenTable.hex(scale));
    long[] expected = GoldenTable.vector(codes, digits);
    for (int i = 0; i < expected.length; i++) {
      assertThat(blocks.code(i)).as("%s at %s", codes, i).isEqualTo((int) expected[i]);
    }
  }

  @Test
  void dotProductsOfBlocksAreExactOrInOrder() {
    BlockFormat format = BlockFormats.named("mxfp4");
    BlockArithmetic arithmetic = new BlockArithmetic(FP32, SPECIAL);
    List<String[]> rows = GoldenTable.rows("dot32_mxfp4_e2m1");
    assertThat(rows).hasSize(500);
    for (String[] row : rows) {
      EncodedBlocks a = block(format, row[0], row[2]);
      EncodedBlocks b = block(format, row[1], row[3]);
      assertThat(arithmetic.dot(a, b, Accumulation.EXACT)).isEqualTo(GoldenTable.hex(row[5]));
      assertThat(arithmetic.dot(a, b, Accumulation.SEQUENTIAL)).isEqualTo(GoldenTable.hex(row[6]));
      BigDecimal unscaled = BigDecimal.ZERO;
      for (int i = 0; i < a.length(); i++) {
        BigDecimal product =
            format.decodeUnscaled(0, a.code(i)).multiply(format.decodeUnscaled(0, b.code(i)));
        unscaled = unscaled.add(product);
      }
      String[] fraction = row[4].split("/", 2);
      assertThat(unscaled.multiply(new BigDecimal(fraction[1])))
          .isEqualByComparingTo(new BigDecimal(fraction[0]));
    }
  }

  private static EncodedBlocks block(BlockFormat format, String scale, String codes) {
    int[] patterns = Arrays.stream(GoldenTable.vector(codes, 1)).mapToInt(c -> (int) c).toArray();
    return new EncodedBlocks(
        format, 1, new int[] {(int) GoldenTable.hex(scale)}, new int[1], patterns);
  }

  private static Arithmetic arithmetic(NumberFormat format) {
    return new Arithmetic(format, format, SPECIAL);
  }
}
