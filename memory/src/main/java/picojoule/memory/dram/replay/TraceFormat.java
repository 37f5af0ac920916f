package picojoule.memory.dram.replay;

import java.nio.charset.StandardCharsets;

/** How a line of a request trace reads. A new format is a constant here. */
enum TraceFormat {
  /** {@code R|W address time}: hexadecimal, nanoseconds from the begin. */
  PICOJOULE("R|W hexadecimal-address nanoseconds", 0, 1, 2, "R", "W"),
  /** {@code LD|ST address}: the load and store traces of Ramulator 2. */
  RAMULATOR_2("LD|ST address", 0, 1, TraceFormat.NO_TIME, "LD", "ST"),
  /** {@code address R|W}: the memory traces of Ramulator 1. */
  RAMULATOR_1("0xaddress R|W", 1, 0, TraceFormat.NO_TIME, "R", "W"),
  /** {@code address READ|WRITE cycle}: DRAMsim3; cycles of the memory's clock. */
  DRAMSIM3("0xaddress READ|WRITE cycle", 1, 0, 2, "READ", "WRITE");

  private static final int NO_TIME = -1;

  private final String pattern;
  private final int operationField;
  private final int addressField;
  private final int timeField;
  private final String readWord;
  private final String writeWord;

  TraceFormat(
      String pattern,
      int operationField,
      int addressField,
      int timeField,
      String readWord,
      String writeWord) {
    this.pattern = pattern;
    this.operationField = operationField;
    this.addressField = addressField;
    this.timeField = timeField;
    this.readWord = readWord;
    this.writeWord = writeWord;
  }

  /** What a line looks like, for messages. */
  String pattern() {
    return pattern;
  }

  int fields() {
    return timeField == NO_TIME ? 2 : 3;
  }

  int addressField() {
    return addressField;
  }

  int operationField() {
    return operationField;
  }

  boolean hasTime() {
    return timeField != NO_TIME;
  }

  /** Whether times count cycles of the memory, not nanoseconds. */
  boolean countsCycles() {
    return this == DRAMSIM3;
  }

  /** Whether a word is this format's for a read. */
  boolean isRead(byte[] line, int begin, int end) {
    return is(readWord, line, begin, end);
  }

  /** Whether a word is this format's for a write. */
  boolean isWrite(byte[] line, int begin, int end) {
    return is(writeWord, line, begin, end);
  }

  private static boolean is(String word, byte[] line, int begin, int end) {
    if (end - begin != word.length()) {
      return false;
    }
    for (int i = begin; i < end; i++) {
      // Letters of either case: the fifth bit is all that tells them apart.
      if ((line[i] & ~0x20) != word.charAt(i - begin)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a field. */
  static String text(byte[] line, int begin, int end) {
    return new String(line, begin, end - begin, StandardCharsets.ISO_8859_1);
  }
}
