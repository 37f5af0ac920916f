package picojoule.technology.netlist;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import picojoule.technology.block.Adders;
import picojoule.technology.block.Multipliers;
import picojoule.technology.block.Shifters;

/** What is priced computes what it is named after. */
class CircuitArithmeticTest {

  @Property
  void multipliersMultiply(
      @ForAll @IntRange(min = 2, max = 12) int widthA,
      @ForAll @IntRange(min = 2, max = 12) int widthB,
      @ForAll int a,
      @ForAll int b) {
    Circuit circuit = new Circuit();
    int[] x = circuit.input("a", widthA);
    int[] y = circuit.input("b", widthB);
    int[] dadda = Multipliers.dadda(circuit, x, y);
    int[] array = Multipliers.array(circuit, x, y);
    long[] values = new long[circuit.size()];
    set(values, x, a);
    set(values, y, b);
    Switching.settle(circuit, values);
    long product = signed(a, widthA) * signed(b, widthB);
    assertThat(signed(get(values, dadda), widthA + widthB)).isEqualTo(product);
    assertThat(signed(get(values, array), widthA + widthB)).isEqualTo(product);
  }

  @Property
  void countersOfLeadingZerosCount(
      @ForAll @IntRange(min = 1, max = 31) int width, @ForAll int number) {
    Circuit circuit = new Circuit();
    int[] x = circuit.input("a", width);
    int[] count = Shifters.leadingZeros(circuit, x, 6);
    long[] values = new long[circuit.size()];
    set(values, x, number);
    Switching.settle(circuit, values);
    int kept = number & ((1 << width) - 1);
    assertThat(get(values, count)).isEqualTo(Integer.numberOfLeadingZeros(kept) - (32 - width));
  }

  @Property
  void shiftersShiftAndNegationNegates(
      @ForAll @IntRange(min = 0, max = 31) int places, @ForAll int number) {
    Circuit circuit = new Circuit();
    int[] x = circuit.input("a", 32);
    int[] distance = circuit.input("distance", 5);
    int[] left = Shifters.left(circuit, x, distance);
    int[] right = Shifters.right(circuit, x, distance, x[31]);
    int[] negative = Adders.negateIf(circuit, x, Circuit.TRUE);
    long[] values = new long[circuit.size()];
    set(values, x, number);
    set(values, distance, places);
    Switching.settle(circuit, values);
    assertThat((int) get(values, left)).isEqualTo(number << places);
    assertThat((int) get(values, right)).isEqualTo(number >> places);
    assertThat((int) get(values, negative)).isEqualTo(-number);
  }

  private static void set(long[] values, int[] bus, long number) {
    for (int i = 0; i < bus.length; i++) {
      values[bus[i] >> 1] = (number >> i) & 1;
    }
  }

  private static long get(long[] values, int[] bus) {
    long number = 0;
    for (int i = 0; i < bus.length; i++) {
      number |= ((values[bus[i] >> 1] ^ bus[i]) & 1) << i;
    }
    return number;
  }

  private static long signed(long number, int width) {
    return number << (64 - width) >> (64 - width);
  }
}
