package picojoule.pe.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;

/** What datapaths count, against a look at every product, term, table and block. */
class DatapathStatisticsTest {

  private static final NumberFormat INT8 = NumberFormats.named("int8");
  private static final NumberFormat FP16 = NumberFormats.named("fp16");

  @Property(tries = 60)
  void tablesAreCountedAsTheyAreBuiltAndRead(@ForAll long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    NumberFormat weight = NumberFormats.named("uint" + (1 + gemm.random.nextInt(4)));
    PatternMatrix a = gemm.matrix(INT8, gemm.m, true);
    GroupedWeights w = gemm.scaled(gemm.matrix(weight, gemm.n, false), 0, 3);
    long reads = 0;
    long nonzero = 0;
    long toggles = 0;
    long tables = 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        for (int g = 0; g < w.scales().groups(); g++) {
          int last = Math.min(gemm.k, (g + 1) * w.scales().group());
          int sum = 0;
          for (int from = g * w.scales().group(); from < last; from += 4) {
            tables += feature == 0 ? 1 : 0;
            for (int bit = 0; bit < weight.bits(); bit++) {
              int addend = 0;
              for (int i = from; i < Math.min(last, from + 4); i++) {
                int value = a.value(token, i).intValueExact();
                addend += (w.codes().pattern(feature, i) >> bit & 1) == 1 ? value : -value;
              }
              int next = sum + (addend << bit);
              reads++;
              nonzero += addend == 0 ? 0 : 1;
              toggles += Integer.bitCount(next ^ sum);
              sum = next;
            }
          }
        }
      }
    }

    OperandStatistics counted =
        DatapathType.LUT.set(DatapathSettings.of(INT8, weight)).gemm(a, w).statistics();

    assertThat(counted.count(DatapathEvent.TABLES)).isEqualTo(tables);
    assertThat(counted.count(DatapathEvent.TABLE_ENTRIES)).isEqualTo(8 * tables);
    assertThat(counted.count(DatapathEvent.TABLE_READS)).isEqualTo(reads);
    assertThat(counted.count(DatapathEvent.CYCLES)).isEqualTo(reads);
    assertThat(counted.count(DatapathEvent.NONZERO_TERMS)).isEqualTo(nonzero);
    assertThat(counted.count(DatapathEvent.RESULT_TOGGLES)).isEqualTo(toggles);
  }

  @Property(tries = 60)
  void boothDigitsAndLeadingOnesAreCountedWhereBothOperandsHaveThem(@ForAll long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"int6", "int8", "fp3-er+", "fp4-ea-"};
    NumberFormat weight = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    PatternMatrix a = gemm.halves();
    PatternMatrix w = gemm.matrix(weight, gemm.n, true);
    long nonzero = 0;
    for (int i = 0; i < gemm.k; i++) {
      for (int token = 0; token < gemm.m; token++) {
        for (int feature = 0; feature < gemm.n; feature++) {
          nonzero += a.value(token, i).signum() == 0 ? 0 : terms(w.value(feature, i), weight);
        }
      }
    }

    DatapathMode mode = DatapathType.BIT_SERIAL.set(DatapathSettings.of(FP16, weight));
    OperandStatistics counted = mode.gemm(a, GroupedWeights.unscaled(w)).statistics();

    long outputs = (long) gemm.m * gemm.n;
    assertThat(counted.count(DatapathEvent.NONZERO_TERMS)).isEqualTo(nonzero);
    assertThat(counted.count(DatapathEvent.TERMS)).isEqualTo(outputs * gemm.k * mode.passes());
    assertThat(counted.count(DatapathEvent.CYCLES))
        .isEqualTo(outputs * ((gemm.k + 3) / 4) * mode.passes());
  }

  /** Non-zero radix-4 Booth digits of an integer; set bits of a table's entry in halves. */
  private static int terms(BigDecimal weight, NumberFormat format) {
    if (!format.name().startsWith("int")) {
      return weight.abs().multiply(BigDecimal.valueOf(2)).toBigIntegerExact().bitCount();
    }
    int digits = 0;
    int rest = weight.intValueExact();
    for (int position = 0; position < format.bits(); position += 2) {
      // The digit of -2 to 1 that leaves a multiple of four, as the next bit below decides.
      int below = position == 0 ? 0 : weight.intValueExact() >> (position - 1) & 1;
      int digit = (rest & 1) + below - 2 * (rest >> 1 & 1);
      digits += digit == 0 ? 0 : 1;
      rest >>= 2;
    }
    return digits;
  }

  @Property(tries = 60)
  void blocksOfTheMantissaMultiplierWorkWhereTheirProductIsNotZero(@ForAll long seed) {
    RandomGemm gemm = new RandomGemm(seed);
    String[] names = {"fp4-e2m1", "posit(4,1)", "posit(8,0)", "posit(16,1)"};
    NumberFormat format = NumberFormats.named(names[gemm.random.nextInt(names.length)]);
    int notReal = 1 << (format.bits() - 1);
    PatternMatrix a = gemm.matrix(format, gemm.m, true, p -> p == notReal ? 1 : p);
    PatternMatrix w = gemm.matrix(format, gemm.n, false, p -> p == notReal ? 1 : p);
    int slices = format.bits() == 4 ? 1 : format.bits() == 8 ? 3 : 7;
    long active = 0;
    long toggles = 0;
    for (int token = 0; token < gemm.m; token++) {
      for (int feature = 0; feature < gemm.n; feature++) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < gemm.k; i++) {
          BigInteger x = significand(a.value(token, i), 2 * slices);
          BigInteger y = significand(w.value(feature, i), 2 * slices);
          for (int block = 0; block < slices * slices; block++) {
            int left = x.shiftRight(2 * (block / slices)).intValue() & 3;
            int right = y.shiftRight(2 * (block % slices)).intValue() & 3;
            active += left * right == 0 ? 0 : 1;
          }
          // A quire of 62 bits in units of the least product.
          BigDecimal unit = format.leastPositive().multiply(format.leastPositive());
          BigInteger product =
              a.value(token, i).multiply(w.value(feature, i)).divide(unit).toBigInteger();
          BigInteger next = sum.add(product);
          toggles +=
              next.xor(sum).and(BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE)).bitCount();
          sum = next;
        }
      }
    }

    OperandStatistics counted =
        DatapathType.SIMD_POSIT
            .set(DatapathSettings.of(format, format))
            .gemm(a, GroupedWeights.unscaled(w))
            .statistics();

    int lanes = 16 / format.bits();
    long cycles = (long) gemm.m * gemm.n * ((gemm.k + lanes - 1) / lanes);
    assertThat(counted.count(DatapathEvent.CYCLES)).isEqualTo(cycles);
    assertThat(counted.count(DatapathEvent.BLOCKS_ACTIVE)).isEqualTo(active);
    assertThat(counted.count(DatapathEvent.BLOCKS_GATED)).isEqualTo(49 * cycles - active);
    if (format.bits() < 16) {
      assertThat(counted.count(DatapathEvent.RESULT_TOGGLES)).isEqualTo(toggles);
    }
  }

  /** The value's leading bits, the first of them at the top of a number of so many bits. */
  private static BigInteger significand(BigDecimal value, int bits) {
    if (value.signum() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger whole = value.abs().multiply(ExactSum.power(80)).toBigIntegerExact();
    return whole.shiftRight(whole.bitLength() - bits);
  }
}
