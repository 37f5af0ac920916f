package picojoule.pe.datapath;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.isa.number.Minifloat;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.isa.number.Posit;

/** How a PE holds a partial sum. */
public sealed interface Accumulation {

  /** What texts are understood. */
  String KNOWN =
      "exact, quire, int<2 … 62> with the endings -wrap, -saturate or -detect, fp32, fp16, bf16 or"
          + " another fp<N>-e<E>m<M>, posit(<N>,<ES>)";

  /** The text that {@link #parse} reads. */
  String text();

  /** A two's complement register. */
  record Register(Accumulator accumulator) implements Accumulation {
    @Override
    public String text() {
      return "int"
          + accumulator.bits()
          + "-"
          + accumulator.overflow().name().toLowerCase(Locale.ROOT);
    }
  }

  /** A number of a format; every addition rounds to it, nearest and to even. */
  record Rounded(NumberFormat format) implements Accumulation {
    @Override
    public String text() {
      return format.name();
    }
  }

  /** A fixed-point register from which nothing is lost: a quire. */
  record Exact() implements Accumulation {
    @Override
    public String text() {
      return "exact";
    }
  }

  /**
   * An accumulator by its text, for instance {@code int24-saturate}, {@code fp32}, {@code quire}.
   *
   * @throws IllegalArgumentException where there is none such; the message lists what exists
   */
  static Accumulation parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    if (plain.equals("exact") || plain.equals("quire")) {
      return new Exact();
    }
    Matcher register = Pattern.compile("int(\\d{1,3})(?:-(wrap|saturate|detect))?").matcher(plain);
    if (register.matches()) {
      String overflow = register.group(2) == null ? "wrap" : register.group(2);
      return new Register(
          new Accumulator(
              Integer.parseInt(register.group(1)),
              Accumulator.Overflow.valueOf(overflow.toUpperCase(Locale.ROOT))));
    }
    NumberFormat format =
        NumberFormats.find(plain)
            .filter(found -> found instanceof Minifloat || found instanceof Posit)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown accumulator '" + text + "'; there is " + KNOWN));
    return new Rounded(format);
  }

  /** The customary accumulator of integers: 32 bits that wrap. */
  static Accumulation integer32() {
    return new Register(new Accumulator(32, Accumulator.Overflow.WRAP));
  }

  /** FP32. */
  static Accumulation float32() {
    return new Rounded(NumberFormats.named("fp32"));
  }

  /** The register of integer sums. */
  static Accumulator register(String datapath, Accumulation accumulation) {
    if (accumulation instanceof Register register) {
      return register.accumulator();
    }
    if (accumulation instanceof Exact) {
      return new Accumulator(62, Accumulator.Overflow.DETECT);
    }
    throw new IllegalArgumentException(
        datapath
            + " sums integers up in a register, not in "
            + accumulation.text()
            + "; it takes exact or int<2 … 62> with the endings -wrap, -saturate or -detect");
  }

  /** The format of rounded sums. */
  static NumberFormat rounded(String datapath, Accumulation accumulation) {
    if (accumulation instanceof Rounded rounded
        && rounded.format() instanceof Minifloat minifloat
        && minifloat.signed()
        && minifloat.hasNotANumber()
        && minifloat.exponentBits() <= 8) {
      return minifloat;
    }
    throw new IllegalArgumentException(
        datapath
            + " sums floating-point numbers up with rounding, not in "
            + accumulation.text()
            + "; it takes fp32, fp16, bf16 or another fp<N>-e<E>m<M> with NaN and up to 8 exponent"
            + " bits");
  }
}
