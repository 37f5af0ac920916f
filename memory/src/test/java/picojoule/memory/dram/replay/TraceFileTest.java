package picojoule.memory.dram.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picojoule.config.BadInputException;
import picojoule.memory.dram.Organisation;

class TraceFileTest {

  private static final int BURST_BYTES = 64;
  private static final int LONGEST_LINE = 4096;

  /** 2 GiB of bursts of 64 B. */
  private static final Organisation ORGANISATION =
      new Organisation(1, 1, 1, 4, 4, 1 << 14, 1024, 64, 8, 2);

  /** Not a divisor of a nanosecond, so that times are rounded up to ticks. */
  private static final long PERIOD_FEMTOSECONDS = 625_000;

  private record Request(boolean write, long address, long tick) {}

  private static List<Request> read(InputStream stream) {
    List<Request> requests = new ArrayList<>();
    try (TraceFile trace = TraceFile.of("trace", stream, ORGANISATION, PERIOD_FEMTOSECONDS)) {
      while (trace.next()) {
        requests.add(new Request(trace.isWrite(), trace.address(), trace.earliestTick()));
      }
      assertThat(trace.next()).isFalse();
    }
    return requests;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<Request> read(String text) {
    return read(stream(text));
  }

  /** What the format says, with the words of Java for it. */
  private static List<Request> naive(String text) {
    List<Request> requests = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] words = line.strip().split("[ \t\r]+", -1);
      long picoseconds = Math.multiplyExact(Long.parseLong(words[2]), 1000L);
      requests.add(
          new Request(
              words[0].equalsIgnoreCase("W"),
              Long.parseLong(words[1].replaceFirst("^0[xX]", ""), 16),
              (picoseconds + 624) / 625));
    }
    return requests;
  }

  /** Hands out a few bytes at a time, and at times the buffer full. */
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      this.bytes = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int most = random.nextInt(4) == 0 ? length : Math.min(length, 1 + random.nextInt(64));
      return bytes.read(target, offset, most);
    }
  }

  private static String randomTrace(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    long time = 0;
    for (int i = 0; i < lines; i++) {
      time += random.nextInt(50);
      long address = (long) random.nextInt(1 << 25) * BURST_BYTES;
      String hexadecimal = Long.toHexString(address);
      switch (random.nextInt(8)) {
        case 0 -> text.append("# ").append("x".repeat(random.nextInt(LONGEST_LINE - 2)));
        case 1 -> text.append(" \t".repeat(random.nextInt(3)));
        case 2 ->
            text.append(" ".repeat(random.nextInt(2000)))
                .append("w\t0X")
                .append(hexadecimal)
                .append(" ".repeat(1 + random.nextInt(1000)))
                .append(time)
                .append("  ");
        default ->
            text.append(random.nextBoolean() ? "R " : "W ")
                .append(hexadecimal)
                .append(' ')
                .append(time);
      }
      boolean last = i == lines - 1;
      text.append(last && random.nextBoolean() ? "" : random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  /** Most traces are longer than the buffer of 64 KiB; lines lie across its borders. */
  @Property(tries = 200)
  void readsWhatAParserOfWholeLinesReads(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String text = randomTrace(random, 1 + random.nextInt(500));
    List<Request> expected = naive(text);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(new ByteArrayInputStream(bytes))).isEqualTo(expected);
    assertThat(read(new Trickle(bytes, random))).isEqualTo(expected);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    assertThat(read(new Trickle(packed.toByteArray(), random))).isEqualTo(expected);
  }

  /** The number of a bad line is told however the bytes come. */
  @Property(tries = 100)
  void namesTheLineThatIsBad(@ForAll long seed) {
    Random random = new Random(seed);
    String before = randomTrace(random, 1 + random.nextInt(300));
    String start = before.endsWith("\n") ? before : before + "\n";
    long lines = start.chars().filter(character -> character == '\n').count();
    byte[] bytes = (start + "R 3 999999999\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(new Trickle(bytes, random)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("trace: line " + (lines + 1) + ": address 0x3 is no multiple");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "R 40 1\nW 80 2",
        "R 40 1\nW 80 2\n",
        "R 40 1\r\nW 80 2\r\n",
        "\n\n# R 0 0\nr 0x40 1\n  \n\t\nw 0X80 2\n#",
        "  R\t40   1  \nW 80 2 \r",
      })
  void lineEndsBlanksAndCommentsSayNothing(String text) {
    assertThat(read(text)).containsExactly(new Request(false, 0x40, 2), new Request(true, 0x80, 4));
  }

  @Test
  void theWordsOfTheFirstLineTellTheFormat() {
    List<Request> expected = List.of(new Request(false, 0x40, 0), new Request(true, 0x80, 0));
    assertThat(read("LD 0x40\nST 0x80\n")).isEqualTo(expected);
    assertThat(read("ld 64\nst 128\n")).isEqualTo(expected);
    assertThat(read("0x40 R\n0x80 W\n")).isEqualTo(expected);
    assertThat(read("0x40 READ 7\n0x80 WRITE 9\n"))
        .containsExactly(new Request(false, 0x40, 7), new Request(true, 0x80, 9));
    assertThatThrownBy(() -> read("LD 0x40\n0x80 W\n"))
        .hasMessage("trace: line 2: '0x80' is neither read nor write in 'LD|ST address'");
  }

  @Test
  void timesAreRoundedUpToTicks() {
    assertThat(read("R 0 0\nR 0 1\nR 0 5\nR 0 6\n"))
        .extracting(Request::tick)
        .containsExactly(0L, 2L, 8L, 10L);
  }

  @Test
  void anEmptyTraceHasNoRequest() {
    assertThat(read("")).isEmpty();
    assertThat(read("\n")).isEmpty();
    assertThat(read("# nothing")).isEmpty();
  }

  @Test
  void theLastBurstIsInsideAndTheNextIsNot() {
    assertThat(read("R 7fffffc0 0")).hasSize(1);
    assertThatThrownBy(() -> read("R 80000000 0"))
        .hasMessage("trace: line 1: address 0x80000000 is beyond the capacity of 2147483648 B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", "", "0xg", "10000000000000000", "+40", "4 0"})
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> read("R 0 0\nR " + address + " 0\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("trace: line 2: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "x", "9223372036854775807", "99999999999999999999999"})
  void whatIsNoTimeIsRefused(String time) {
    assertThatThrownBy(() -> read("R 0 0\nR 40 " + time + "\n"))
        .hasMessage("trace: line 2: '" + time + "' is no whole number of nanoseconds");
  }

  /** Wherever it lies in the buffer, and whether its end is in it or not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7000, 15_000, 15_900, 16_383, 16_384, 40_000})
  void aLineIsNoLongerThanFourKibibytes(int linesBefore) {
    String before = "R 0 0\n".repeat(linesBefore);
    String longest = "#" + "x".repeat(LONGEST_LINE - 1);
    assertThat(read(before + longest + "\nR 0 0\n")).hasSize(linesBefore + 1);
    assertThatThrownBy(() -> read(before + longest + "x\nR 0 0\n"))
        .hasMessage("trace: line %d: is longer than 4096 characters".formatted(linesBefore + 1));
    assertThatThrownBy(() -> read(before + longest.repeat(40)))
        .hasMessage("trace: line %d: is longer than 4096 characters".formatted(linesBefore + 1));
  }
}
