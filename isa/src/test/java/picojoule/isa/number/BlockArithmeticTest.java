package picojoule.isa.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.isa.number.Arithmetic.Accumulation;

/** Dot products of blocks against exact decimals, and blocks that are none. */
class BlockArithmeticTest {

  private static final NumberFormat FP32 = NumberFormats.named("fp32");

  @ParameterizedTest
  @ValueSource(strings = {"mxfp8-e5m2", "nvfp4", "uint4-g128-zero", "bitmod-fp4", "nf4-g64-fp32"})
  void exactDotProductsAreRoundedOnce(String name) {
    BlockFormat format = BlockFormats.named(name);
    BlockArithmetic arithmetic = new BlockArithmetic(FP32, Rounding.NEAREST_EVEN);
    SplittableRandom random = new SplittableRandom(10);
    for (int i = 0; i < 20; i++) {
      EncodedBlocks a =
          format.encode(BlockFormatTest.values(random, 2 * format.size()), Rounding.NEAREST_EVEN);
      EncodedBlocks b =
          format.encode(BlockFormatTest.values(random, 2 * format.size()), Rounding.NEAREST_EVEN);
      BigDecimal sum = BigDecimal.ZERO;
      for (int block = 0; block < 2; block++) {
        BigDecimal unscaled = BigDecimal.ZERO;
        for (int k = block * format.size(); k < (block + 1) * format.size(); k++) {
          unscaled =
              unscaled.add(
                  format
                      .decodeUnscaled(a.offset(block), a.code(k))
                      .multiply(format.decodeUnscaled(b.offset(block), b.code(k))));
        }
        sum =
            sum.add(
                unscaled
                    .multiply(format.scale().decode(a.scale(block)))
                    .multiply(format.scale().decode(b.scale(block))));
      }
      long expected = Float.floatToRawIntBits(sum.floatValue()) & 0xffffffffL;
      assertThat(arithmetic.dot(a, b, Accumulation.EXACT)).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNoNumberMakesAScaleOfNotANumber() {
    float[] values = new float[64];
    values[33] = Float.NaN;
    BlockFormat format = BlockFormats.named("mxfp4");
    EncodedBlocks blocks = format.encode(values, Rounding.NEAREST_EVEN);
    assertThat(blocks.scale(0)).isZero();
    assertThat(blocks.scale(1)).isEqualTo(0xff);
    assertThat(blocks.value(33)).isNaN();
    assertThat(
            new BlockArithmetic(FP32, Rounding.NEAREST_EVEN)
                .dot(blocks, blocks, Accumulation.EXACT))
        .isEqualTo(FP32.notANumber());
    assertThatThrownBy(
            () -> BlockFormats.named("int4-g64-int8").encode(values, Rounding.NEAREST_EVEN))
        .hasMessageContaining("holds infinity or NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mxfp5 | unknown block format 'mxfp5'; there is bitmod-fp3, bitmod-fp4, fp4-ue5m3, mxfp4",
        "int4-g0 | 'int4-g0' is impossible: a block has 1 to 65536 elements, not 0",
        "int4-g128-zero | a zero point belongs to uint1 … uint31",
        "nf4-g64-zero | a zero point belongs to uint1 … uint31",
        "fp4-e3m2-g16 | a sign, 3 exponent and 2 mantissa bits are 6 bits, not 4",
      })
  void impossibleBlocksAreRefusedWithWhatExists(String name, String message) {
    assertThatThrownBy(() -> BlockFormats.named(name)).hasMessageContaining(message);
  }

  @Test
  void valuesFillWholeBlocks() {
    assertThatThrownBy(
            () -> BlockFormats.named("nvfp4").encode(new float[31], Rounding.NEAREST_EVEN))
        .hasMessage("31 values are not whole blocks: nvfp4 has blocks of 16");
  }
}
