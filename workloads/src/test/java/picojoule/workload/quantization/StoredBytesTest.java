package picojoule.workload.quantization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picojoule.isa.number.BlockFormat;
import picojoule.isa.number.BlockFormats;
import picojoule.isa.number.EncodedBlocks;
import picojoule.isa.number.IntegerFormat;
import picojoule.isa.number.Rounding;

/** Bytes of operands, against counting every code, scale and zero point. */
class StoredBytesTest {

  static Stream<BlockFormat> blockFormats() {
    return BlockFormats.examples();
  }

  @ParameterizedTest
  @MethodSource("blockFormats")
  void weightsTakeTheBitsOfWhatTheBlocksOfTheirNumbersHold(BlockFormat format) {
    int n = 3;
    int k = 4 * format.size();
    EncodedBlocks encoded = format.encode(new float[n * k], Rounding.NEAREST_EVEN);
    long codeBits = 0;
    long scaleBits = 0;
    long offsetBits = 0;
    for (int i = 0; i < encoded.length(); i++) {
      codeBits += format.element().bits();
      if (i % format.size() == 0) {
        scaleBits += format.storedScaleBits();
        offsetBits += format.offsetBits();
      }
    }
    long bytes = wholeBytes(codeBits) + wholeBytes(scaleBits) + wholeBytes(offsetBits);
    assertThat(new StoredMatrix(n, k, WeightFormat.of(format)).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "mxfp4, 4.25",
    "mxfp6-e2m3, 6.25",
    "mxfp8-e4m3, 8.25",
    "mxint8, 8.25",
    "nvfp4, 4.5",
    "fp4-ue5m3, 4.5",
    "int4-g128, 4.125",
    "uint4-g128-zero, 4.15625",
    "bitmod-fp4, 4.078125",
    "bitmod-fp3, 3.078125",
  })
  void publishedFormatsTakeTheirPublishedBitsAWeight(String name, double bits) {
    StoredMatrix matrix = new StoredMatrix(4096, 4096, WeightFormat.of(BlockFormats.named(name)));
    assertThat(matrix.bytes() * 8.0 / matrix.elements()).isEqualTo(bits);
  }

  @Property(tries = 500)
  void aRowOfCodesEndsAtAByteAndOneOfBlocksAtABlock(
      @ForAll @IntRange(min = 1, max = 300) int numbers,
      @ForAll @IntRange(min = 1, max = 16) int bits,
      @ForAll @IntRange(min = 0, max = 40) int block) {
    IntegerFormat codes = new IntegerFormat(bits, true);
    RowFormat row =
        block == 0 ? RowFormat.of(codes) : new RowFormat(codes, block, block * bits + 8);
    long place = 0;
    for (int i = 0; i < numbers; i++) {
      if (block == 0) {
        place += bits;
      } else if (i % block == 0) {
        place = 8 * wholeBytes(place + (long) block * bits + 8);
      }
    }
    assertThat(row.bytes(numbers)).isEqualTo(wholeBytes(place));
    if (row.canCutAfter(numbers)) {
      assertThat(row.bytes(numbers) + row.bytes(37)).isEqualTo(row.bytes(numbers + 37));
    }
  }

  @Property(tries = 500)
  void tilesOfAMatrixAddUpToWhatTheyAreOneByOne(
      @ForAll @IntRange(min = 1, max = 40) int n,
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 20) int tileN,
      @ForAll @IntRange(min = 1, max = 20) int tileK,
      @ForAll @IntRange(min = 1, max = 9) int bits,
      @ForAll @IntRange(min = 0, max = 9) int group) {
    StoredMatrix matrix =
        new StoredMatrix(n, k, new WeightFormat(new IntegerFormat(bits, true), group, 16, 2));
    long bytes = 0;
    for (int i = 0; i < n; i += tileN) {
      for (int j = 0; j < k; j += tileK) {
        bytes += matrix.tileBytes(Math.min(tileN, n - i), j, Math.min(tileK, k - j));
      }
    }
    assertThat(matrix.tiledBytes(tileN, tileK))
        .isEqualTo(bytes)
        .isGreaterThanOrEqualTo(matrix.bytes());
  }

  @Test
  void aHeadOfATokenHasOneScaleOrOneABlock() {
    IntegerFormat int4 = new IntegerFormat(4, true);
    assertThat(new KeyValueFormat(int4, 16).rowBytes(128)).isEqualTo(64 + 2);
    assertThat(new KeyValueFormat(int4, 16).blocks(128)).isEqualTo(1);
    KeyValueFormat blocks = new KeyValueFormat(RowFormat.of(BlockFormats.named("mxfp4")), 0);
    assertThat(blocks.rowBytes(128)).isEqualTo(4 * 17);
    assertThat(blocks.blocks(128)).isEqualTo(4);
    assertThat(blocks.hasScales()).isTrue();
  }

  private static long wholeBytes(long bits) {
    return (bits + 7) / 8;
  }
}
