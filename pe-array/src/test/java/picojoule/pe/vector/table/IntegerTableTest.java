package picojoule.pe.vector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IntegerTableTest {

  /** The published 8-entry table of GELU at six decimal bits (GQA-LUT's repository). */
  static final PiecewiseTable PUBLISHED_GELU =
      new PiecewiseTable(
          6,
          decimals("-3.015625,-2.203125,-0.890625,-0.421875,0.03125,0.625,2.796875"),
          ImmutableIntArray.of(0, -2, -7, 3, 23, 48, 69, 64),
          ImmutableIntArray.of(0, -6, -17, -8, 0, -1, -14, 0));

  @Property(tries = 100)
  void everyInputOfEveryScaleIsWhatTheEquationSaysInDecimals(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 16) int entries,
      @ForAll @IntRange(min = 0, max = 7) int fractionBits,
      @ForAll @IntRange(min = 0, max = 7) int anyInputBits) {
    int inputBits = Math.min(anyInputBits, fractionBits);
    PiecewiseTable table = random(new Random(seed), entries, fractionBits);
    IntegerTable integer = table.at(inputBits);
    for (int input = -128; input <= 127; input++) {
      BigDecimal value =
          new BigDecimal(integer.value(input)).divide(new BigDecimal(1L << integer.fractionBits()));
      assertThat(value).isEqualByComparingTo(slow(table, input, inputBits));
    }
  }

  /** S · (k·q + (b/S)) with breakpoints p/S rounded and clipped, entry by entry from the left. */
  private static BigDecimal slow(PiecewiseTable table, int input, int inputBits) {
    BigDecimal scale = BigDecimal.ONE.divide(new BigDecimal(1L << inputBits));
    int entry = 0;
    for (BigDecimal breakpoint : table.breakpoints()) {
      BigDecimal code = breakpoint.divide(scale).setScale(0, RoundingMode.HALF_EVEN);
      if (code.compareTo(new BigDecimal(127)) > 0) {
        code = new BigDecimal(127);
      } else if (code.compareTo(new BigDecimal(-128)) < 0) {
        code = new BigDecimal(-128);
      }
      entry += new BigDecimal(input).compareTo(code) > 0 ? 1 : 0;
    }
    BigDecimal unit = BigDecimal.ONE.divide(new BigDecimal(1L << table.fractionBits()));
    BigDecimal slope = unit.multiply(new BigDecimal(table.slopes().get(entry)));
    BigDecimal intercept = unit.multiply(new BigDecimal(table.intercepts().get(entry)));
    return slope.multiply(new BigDecimal(input)).add(intercept.divide(scale)).multiply(scale);
  }

  @Test
  void thePublishedTableOfGeluGivesItsLines() {
    IntegerTable table = PUBLISHED_GELU.at(5);

    // -4 is -128/32: first entry. -1 is -32/32: slope -7/64, intercept -17/64. 4-1/32: the last.
    assertThat(table.fractionBits()).isEqualTo(11);
    assertThat(table.value(-128)).isZero();
    assertThat(table.value(-32)).isEqualTo(-7 * -32 - 17 * 32);
    assertThat(table.value(127)).isEqualTo(64 * 127);
    // 2.796875 · 32 is 89.5, a tie that goes to 90, which belongs to the entry on its left.
    assertThat(table.value(90)).isEqualTo(69 * 90 - 14 * 32);
    assertThat(table.value(91)).isEqualTo(64 * 91);
  }

  @Test
  void badTablesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PUBLISHED_GELU.at(7))
        .withMessage("inputs of a table have 0 to 6 fraction bits, not 7");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PiecewiseTable(
                    6,
                    decimals("1,0"),
                    ImmutableIntArray.of(1, 2, 3),
                    ImmutableIntArray.of(1, 2, 3)))
        .withMessage("breakpoint 0 stands behind 1; give them in ascending order");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PiecewiseTable(
                    6, decimals("1"), ImmutableIntArray.of(1, 128), ImmutableIntArray.of(1, 2)))
        .withMessage("128 is no INT8 value");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PiecewiseTable(
                    6, decimals("1"), ImmutableIntArray.of(1, 2), ImmutableIntArray.of(1)))
        .withMessage("2 slopes need as many intercepts and one breakpoint less, not 1 and 1");
  }

  private static PiecewiseTable random(Random random, int entries, int fractionBits) {
    BigDecimal[] breakpoints = new BigDecimal[entries - 1];
    Arrays.setAll(breakpoints, i -> BigDecimal.valueOf(random.nextInt(20_001) - 10_000, 2));
    Arrays.sort(breakpoints);
    return new PiecewiseTable(
        fractionBits,
        ImmutableList.copyOf(breakpoints),
        ImmutableIntArray.copyOf(random.ints(entries, -128, 128)),
        ImmutableIntArray.copyOf(random.ints(entries, -128, 128)));
  }

  private static ImmutableList<BigDecimal> decimals(String list) {
    return Arrays.stream(list.split(",", -1))
        .map(BigDecimal::new)
        .collect(ImmutableList.toImmutableList());
  }
}
