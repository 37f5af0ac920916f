package picojoule.memory.dram;

/** The bits of a number that, put side by side, are the value of a field. */
final class BitSelection {

  private final int[] shifts;
  private final long[] masks;
  private final int[] valueShifts;
  private final long mask;

  /** From pieces, the least significant first. */
  BitSelection(int[] shifts, int[] bits) {
    this.shifts = shifts.clone();
    masks = new long[shifts.length];
    valueShifts = new int[shifts.length];
    int taken = 0;
    long all = 0;
    for (int i = 0; i < shifts.length; i++) {
      masks[i] = (1L << bits[i]) - 1;
      valueShifts[i] = taken;
      taken += bits[i];
      all |= masks[i] << shifts[i];
    }
    mask = all;
  }

  /** The set bits of a mask, put side by side. */
  static BitSelection ofMask(long mask) {
    int runs = Long.bitCount(mask & ~(mask << 1));
    int[] shifts = new int[runs];
    int[] bits = new int[runs];
    long left = mask;
    for (int i = 0; i < runs; i++) {
      shifts[i] = Long.numberOfTrailingZeros(left);
      bits[i] = Long.numberOfTrailingZeros(~(left >>> shifts[i]));
      left &= ~(((1L << bits[i]) - 1) << shifts[i]);
    }
    return new BitSelection(shifts, bits);
  }

  int extract(long number) {
    if (shifts.length == 0) {
      return 0;
    }
    long value = number >>> shifts[0] & masks[0];
    for (int i = 1; i < shifts.length; i++) {
      value |= (number >>> shifts[i] & masks[i]) << valueShifts[i];
    }
    return (int) value;
  }

  long deposit(int value) {
    long number = 0;
    for (int i = 0; i < shifts.length; i++) {
      number |= ((long) value >>> valueShifts[i] & masks[i]) << shifts[i];
    }
    return number;
  }

  long mask() {
    return mask;
  }
}
