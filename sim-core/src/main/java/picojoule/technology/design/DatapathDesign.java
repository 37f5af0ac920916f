package picojoule.technology.design;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.technology.netlist.Circuit;

/**
 * The parametric datapaths that have a netlist, by the names of the synthesis anchors: A and B
 * operand widths, C the accumulator's.
 */
public enum DatapathDesign {
  ADDER("adder_{W}", BlockDesigns::adder),
  REGISTER("reg_{W}", BlockDesigns::register),
  ENABLED_REGISTER("reg_en_{W}", BlockDesigns::enabledRegister),
  MULTIPLEXER("mux{N}_{W}", SizeLimit.POWER_OF_TWO, BlockDesigns::multiplexer),
  AND_ROW("and_{W}", BlockDesigns::andRow),
  XOR_ROW("xor_{W}", BlockDesigns::xorRow),
  LEFT_SHIFTER("shl_{W}_by{N}", BlockDesigns::leftShifter),
  RIGHT_SHIFTER("sar_{W}_by{N}", BlockDesigns::rightShifter),
  LEADING_ZEROS("lzc_{W}", BlockDesigns::leadingZeros),
  GREATER("cmpgt_{W}", BlockDesigns::greater),
  EQUAL("cmpeq_{W}", BlockDesigns::equal),
  COUNTER("counter_{W}", BlockDesigns::counter),
  ARRAY_MULTIPLIER("arrmul_s{A}x{B}", SizeLimit.OPERANDS, IntegerDesigns::arrayMultiplier),
  DADDA_MULTIPLIER("dmul_{A}x{B}{final}", SizeLimit.OPERANDS, IntegerDesigns::daddaMultiplier),
  DADDA_MAC("dmac_{A}x{B}_{C}{final}", SizeLimit.PRODUCT, IntegerDesigns::mac),
  DADDA_MAC_WITHOUT_REGISTER(
      "dmacc_{A}x{B}_{C}{final}", SizeLimit.PRODUCT, IntegerDesigns::macWithoutRegister),
  OUTPUT_STATIONARY(
      "dpeos_{A}x{B}_{C}{final}", SizeLimit.PRODUCT, IntegerDesigns::outputStationary),
  WEIGHT_STATIONARY(
      "dpews_{A}x{B}_{C}{final}", SizeLimit.PRODUCT, IntegerDesigns::weightStationary),
  PARALLEL_SHIFT_ADD("sa_par_{A}x{B}_{C}", SizeLimit.PRODUCT, IntegerDesigns::parallelShiftAdd),
  SERIAL_SHIFT_ADD("sa_serial_{A}x{B}_{C}", SizeLimit.PRODUCT, SerialDesigns::bitSerial),
  SKIPPING_SHIFT_ADD("sa_skip_{A}x{B}_{C}", SizeLimit.PRODUCT, SerialDesigns::zeroSkipping),
  BOOTH_SERIAL("sa_booth_serial_{A}_{C}", SizeLimit.SUM, SerialDesigns::boothSerial),
  TABLE_PRECOMPUTE("lut_precompute_int{A}", TableDesigns::precompute),
  TABLE_LANE("lut_lane_int{A}_{C}", SizeLimit.TABLE_SUM, TableDesigns::lane),
  SERIAL_TABLE_LANE("lut_lane_bs{B}_int{A}_{C}", SizeLimit.SERIAL_TABLE, TableDesigns::serialLane),
  TABLE_TILE("lut_tile_M{M}N{N}_K4_int{A}_{C}", SizeLimit.TABLE_TILE, TableDesigns::tile),
  DOT_OF_SIGNS("add_dot4_pm1_int{A}_{C}", SizeLimit.SUM, IntegerDesigns::dotOfSigns),
  TERNARY_MAC("tern_mac_int{A}_{C}", SizeLimit.SUM, IntegerDesigns::ternary),
  BINARY_MAC("bin_mac_int{A}_{C}", SizeLimit.SUM, IntegerDesigns::binary),
  FLOAT_MULTIPLIER("fpmul_only_{F}", FloatDesigns::multiplier),
  SINGLE_ADDER("fp32add_only", FloatDesigns::singleAdder),
  FLOAT_MAC("fmac_acc_{F}_fp32", FloatDesigns::macIntoSingle),
  FP4_DECODER("fp4dec", FloatDesigns::fp4Decoder),
  FP4_INTEGER_MAC("fp4_mac_int_{C}", SizeLimit.FP4, FloatDesigns::fp4IntegerMac),
  FP4_SIGN_MAGNITUDE_MAC("{F4}_mac_signmag_{C}", SizeLimit.KULISCH, FloatDesigns::kulisch),
  KULISCH_MAC("{F}_kulisch{C}", SizeLimit.KULISCH, FloatDesigns::kulisch),
  POSIT_DECODER("posit_dec_{N}_{ES}", SizeLimit.POSIT, PositDesigns::decoder),
  POSIT4_MAC(
      "posit4_mac_{C}",
      SizeLimit.POSIT_MAC,
      (circuit, n) -> PositDesigns.mac(circuit, new int[] {4, 1, n[0]})),
  POSIT8_MAC(
      "posit8_quire{C}_mac",
      SizeLimit.POSIT_MAC,
      (circuit, n) -> PositDesigns.mac(circuit, new int[] {8, 0, n[0]}));

  /** Exponent and fraction bits of the floats that names may say. */
  private static final ImmutableMap<String, List<Integer>> FLOATS =
      ImmutableMap.of(
          "fp32", List.of(8, 23),
          "tf32", List.of(8, 10),
          "bf16", List.of(8, 7),
          "fp16", List.of(5, 10),
          "fp8e4m3", List.of(4, 3),
          "fp8e5m2", List.of(5, 2),
          "fp6e2m3", List.of(2, 3),
          "fp6e3m2", List.of(3, 2),
          "fp4", List.of(2, 1));

  private static final int WIDEST = 256;

  private final String template;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference has no state
  private final BiConsumer<Circuit, int[]> netlist;

  private final Pattern pattern;
  private final SizeLimit limits;

  DatapathDesign(String template, BiConsumer<Circuit, int[]> netlist) {
    this(template, SizeLimit.ANY, netlist);
  }

  DatapathDesign(String template, SizeLimit limits, BiConsumer<Circuit, int[]> netlist) {
    this.limits = limits;
    this.template = template;
    this.netlist = netlist;
    String floats = "(fp32|tf32|bf16|fp16|fp8e4m3|fp8e5m2|fp6e2m3|fp6e3m2|fp4)";
    pattern =
        Pattern.compile(
            template
                .replace("{F4}", "(fp4)")
                .replace("{F}", floats)
                .replace("{final}", "(?:_(?:bk|rc))?")
                .replaceAll("\\{[A-Z]+}", "(\\\\d{1,4})"));
  }

  /**
   * The netlist of a name, as the anchors have it: {@code sa_par_8x4_32}, {@code adder_16}.
   *
   * @throws IllegalArgumentException where there is none; the message says what would be right
   */
  public static Circuit circuit(String name) {
    for (DatapathDesign design : values()) {
      Matcher matcher = design.pattern.matcher(name);
      if (matcher.matches()) {
        return design.built(name, matcher);
      }
    }
    throw new IllegalArgumentException(
        "unknown datapath '" + name + "'; there is " + String.join(", ", forms()));
  }

  /** Whether there is a netlist of a name. */
  public static boolean exists(String name) {
    return Arrays.stream(values()).anyMatch(design -> design.pattern.matcher(name).matches());
  }

  /** The forms of the names that there are. */
  public static List<String> forms() {
    return Arrays.stream(values())
        .map(
            design ->
                design
                    .template
                    .replace("{final}", "")
                    .replace("{F4}", "fp4")
                    .replace("{", "")
                    .replace("}", ""))
        .toList();
  }

  private Circuit built(String name, Matcher matcher) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String text = matcher.group(i);
      if (FLOATS.containsKey(text)) {
        sizes.addAll(FLOATS.get(text));
      } else {
        sizes.add(Integer.parseInt(text));
      }
    }
    boolean mayBeZero = this == POSIT_DECODER;
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      if (size > WIDEST || size < (mayBeZero && i == 1 ? 0 : 1)) {
        throw new IllegalArgumentException(
            "size " + size + " in '" + name + "' is out of range; give 1 to " + WIDEST);
      }
    }
    limits.check(name, sizes);
    Circuit circuit = new Circuit();
    netlist.accept(circuit, sizes.stream().mapToInt(Integer::intValue).toArray());
    return circuit;
  }
}
