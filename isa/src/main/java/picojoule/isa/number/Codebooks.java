package picojoule.isa.number;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

/** The tables that have names of their own, and those that files describe. */
public final class Codebooks {

  /** The widest table whose entries are computed, not listed. */
  private static final int MAX_ODD_BITS = 8;

  private static final int MAX_POWER_BITS = 6;

  private Codebooks() {}

  /** One bit: 0 is -1, 1 is +1. */
  public static Codebook binary() {
    return new Codebook("binary", List.of(-1f, 1f));
  }

  /** Two bits, sign and magnitude: 00 is 0, 01 is +1, 11 is -1; 10 reads as 0, never written. */
  public static Codebook ternary() {
    return new Codebook("ternary", List.of(0f, 1f, 0f, -1f));
  }

  /**
   * The symmetric odd integers that LUT Tensor Core reads an unsigned integer q as: {@code 2q -
   * (2^bits - 1)} (Mo et al., "LUT Tensor Core", 2024).
   *
   * @param bits 1 to 8
   */
  public static Codebook odd(int bits) {
    checkBits("a symmetric odd integer", bits, 1, MAX_ODD_BITS);
    return computed("odd" + bits, bits, q -> 2.0 * q - ((1 << bits) - 1));
  }

  /**
   * Powers of two without zero (Li et al., "DenseShift", 2023): a sign bit above an exponent, from
   * 2^0 upwards.
   *
   * @param bits with the sign, 2 to 6
   */
  public static Codebook powersOfTwo(int bits) {
    checkBits("a power of two", bits, 2, MAX_POWER_BITS);
    int half = 1 << (bits - 1);
    return computed("pot" + bits, bits, p -> Math.scalb(p < half ? 1.0 : -1.0, p % half));
  }

  /**
   * The quantiles of a normal distribution, for weights scaled to [-1, 1] (Dettmers et al.,
   * "QLoRA", 2023, appendix E).
   */
  public static Codebook normalFloat4() {
    return new Codebook(
        "nf4",
        List.of(
            -1.0f,
            -0.6961928f,
            -0.52507305f,
            -0.3949175f,
            -0.28444138f,
            -0.18477343f,
            -0.091050036f,
            0.0f,
            0.0795803f,
            0.1609302f,
            0.2461123f,
            0.33791524f,
            0.44070983f,
            0.562617f,
            0.72295684f,
            1.0f));
  }

  /**
   * BitMoD's floats of 3 and 4 bits, in which the pattern of minus zero is a special value (Chen et
   * al., "BitMoD", 2025, table IV): ±3 and ±5 for extra resolution (ER), ±6 and ±8 for extra
   * asymmetry (EA).
   *
   * @param bits 3 or 4
   * @param asymmetric whether EA, not ER
   */
  public static Codebook bitMod(int bits, boolean asymmetric, boolean negative) {
    Minifloat base =
        bits == 3
            ? new Minifloat(2, 0, true, Minifloat.Specials.NONE)
            : new Minifloat(2, 1, true, Minifloat.Specials.NONE);
    float special = bits == 3 ? (asymmetric ? 6 : 3) : (asymmetric ? 8 : 5);
    int minusZero = 1 << (bits - 1);
    return computed(
        "fp" + bits + (asymmetric ? "-ea" : "-er") + (negative ? "-" : "+"),
        bits,
        p -> p == minusZero ? (negative ? -special : special) : base.decodeDouble(p));
  }

  /**
   * A table from a file: {@code name}, and {@code values} in the order of their patterns. A value
   * that is no FP32 number becomes the nearest.
   *
   * @throws BadInputException naming file and key
   */
  public static Codebook read(Path file) {
    Section section = ConfigFile.read(file);
    String name = section.text("name");
    List<String> texts = section.texts("values");
    section.rejectUnknownKeys();
    List<Float> values = new ArrayList<>();
    for (String text : texts) {
      try {
        values.add(new BigDecimal(text).floatValue());
      } catch (NumberFormatException e) {
        throw section.bad("values", "'" + text + "' is no number; give for instance 0.5");
      }
    }
    try {
      return new Codebook(name, values);
    } catch (IllegalArgumentException e) {
      throw section.bad("values", e.getMessage());
    }
  }

  private static Codebook computed(String name, int bits, IntToDoubleFunction value) {
    return new Codebook(
        name,
        IntStream.range(0, 1 << bits)
            .mapToObj(pattern -> (float) value.applyAsDouble(pattern))
            .toList());
  }

  private static void checkBits(String what, int bits, int least, int most) {
    if (bits < least || bits > most) {
      throw new IllegalArgumentException(
          "%s has %d to %d bits, not %d".formatted(what, least, most, bits));
    }
  }
}
