package picojoule.memory.dram.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import picojoule.config.BadInputException;
import picojoule.memory.dram.Organisation;

/**
 * A trace read from a file, plain or gzip, line by line as the replay wants it. The first line
 * tells the {@link TraceFormat}. Empty lines and lines that begin with {@code #} are passed over.
 */
public final class TraceFile implements RequestSource, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 1 << 12;
  private static final int MOST_FIELDS = 4;
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;
  private static final long FEMTOSECONDS_PER_NANOSECOND = 1_000_000;
  private static final long LONGEST_TIME = Long.MAX_VALUE / FEMTOSECONDS_PER_NANOSECOND;

  private final String name;
  private final InputStream input;
  private final long capacityBytes;
  private final int burstBytes;
  private final long periodFemtoseconds;

  private byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private boolean ended;
  private long line;

  private final int[] begins = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private int fields;

  private TraceFormat format;
  private boolean write;
  private long address;
  private long lastTime;
  private long earliestTick;

  private TraceFile(
      String name, InputStream input, Organisation organisation, long periodFemtoseconds)
      throws IOException {
    this.name = name;
    this.input = unpacked(input);
    capacityBytes = organisation.capacityBytes();
    burstBytes = organisation.burstBytes();
    this.periodFemtoseconds = periodFemtoseconds;
  }

  /**
   * Opens a trace.
   *
   * @param organisation of the memory that it is for
   * @param periodFemtoseconds of the clock in which the controller ticks
   * @throws BadInputException where there is no such file, or half a gzip
   */
  public static TraceFile open(Path file, Organisation organisation, long periodFemtoseconds) {
    try {
      return new TraceFile(
          file.toString(), Files.newInputStream(file), organisation, periodFemtoseconds);
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read: " + reason(e));
    }
  }

  /** Reads a trace from a stream, which is closed with it. */
  public static TraceFile of(
      String name, InputStream input, Organisation organisation, long periodFemtoseconds) {
    try {
      return new TraceFile(name, input, organisation, periodFemtoseconds);
    } catch (IOException e) {
      throw new BadInputException(name, "cannot be read: " + reason(e));
    }
  }

  private static InputStream unpacked(InputStream input) throws IOException {
    PushbackInputStream start = new PushbackInputStream(input, 2);
    byte[] magic = start.readNBytes(2);
    start.unread(magic);
    return magic.length == 2
            && (magic[0] & 0xff) == GZIP_MAGIC_1
            && (magic[1] & 0xff) == GZIP_MAGIC_2
        ? new GZIPInputStream(start, BUFFER_BYTES)
        : start;
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.NoSuchFileException) {
      return "there is no such file";
    }
    return e instanceof EOFException || e instanceof ZipException
        ? "the gzip stream is damaged or cut short"
        : String.valueOf(e.getMessage());
  }

  @Override
  public boolean next() {
    do {
      if (!readLine()) {
        return false;
      }
    } while (fields == 0);
    if (format == null) {
      format = recognize();
    }
    if (fields != format.fields()) {
      throw bad(
          "has %d fields, not the %d of '%s'".formatted(fields, format.fields(), format.pattern()));
    }
    int operation = format.operationField();
    write = format.isWrite(buffer, begins[operation], ends[operation]);
    if (!write && !format.isRead(buffer, begins[operation], ends[operation])) {
      throw bad(
          "'%s' is neither read nor write in '%s'".formatted(field(operation), format.pattern()));
    }
    address = address(format.addressField());
    earliestTick = format.hasTime() ? tick(format.fields() - 1) : 0;
    return true;
  }

  private TraceFormat recognize() {
    for (TraceFormat candidate : TraceFormat.values()) {
      int operation = candidate.operationField();
      if (fields == candidate.fields()
          && (candidate.isRead(buffer, begins[operation], ends[operation])
              || candidate.isWrite(buffer, begins[operation], ends[operation]))) {
        return candidate;
      }
    }
    StringBuilder known = new StringBuilder();
    for (TraceFormat candidate : TraceFormat.values()) {
      known.append(known.isEmpty() ? "" : ", ").append('\'').append(candidate.pattern());
      known.append('\'');
    }
    throw bad("is no request; a line is one of " + known);
  }

  private long address(int field) {
    int begin = begins[field];
    int end = ends[field];
    boolean prefixed = end - begin > 2 && buffer[begin] == '0' && (buffer[begin + 1] | 0x20) == 'x';
    int radix = prefixed || format == TraceFormat.PICOJOULE ? 16 : 10;
    long value = 0;
    for (int i = prefixed ? begin + 2 : begin; i < end; i++) {
      int digit = Character.digit(buffer[i], radix);
      if (digit < 0 || value > Long.MAX_VALUE / radix - 1) {
        throw bad(
            "'%s' is no %s address"
                .formatted(field(field), radix == 16 ? "hexadecimal" : "decimal"));
      }
      value = value * radix + digit;
    }
    if (value % burstBytes != 0) {
      throw bad("address 0x%x is no multiple of the %d B of a burst".formatted(value, burstBytes));
    }
    if (value >= capacityBytes) {
      throw bad("address 0x%x is beyond the capacity of %d B".formatted(value, capacityBytes));
    }
    return value;
  }

  private long tick(int field) {
    long time = 0;
    for (int i = begins[field]; i < ends[field]; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9 || time > LONGEST_TIME / 10 - 1) {
        throw bad(
            "'%s' is no whole number of %s"
                .formatted(field(field), format.countsCycles() ? "cycles" : "nanoseconds"));
      }
      time = time * 10 + digit;
    }
    if (time < lastTime) {
      throw bad("goes back in time, from %d to %d".formatted(lastTime, time));
    }
    lastTime = time;
    return format.countsCycles()
        ? time
        : -Math.floorDiv(-time * FEMTOSECONDS_PER_NANOSECOND, periodFemtoseconds);
  }

  private String field(int field) {
    return TraceFormat.text(buffer, begins[field], ends[field]);
  }

  /** Goes to the next line and finds its fields; false at the end. */
  private boolean readLine() {
    int end = position;
    while (true) {
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      if (end < limit || ended) {
        break;
      }
      end -= position;
      fill();
      end += position;
    }
    if (position == limit && ended) {
      return false;
    }
    line++;
    if (end - position > LONGEST_LINE) {
      throw tooLong();
    }
    split(position, end);
    position = Math.min(end + 1, limit);
    return true;
  }

  private void split(int begin, int end) {
    fields = 0;
    int i = begin;
    if (i < end && buffer[i] == '#') {
      return;
    }
    while (true) {
      while (i < end && isBlank(buffer[i])) {
        i++;
      }
      if (i == end) {
        return;
      }
      if (fields == MOST_FIELDS) {
        throw bad("has too many fields");
      }
      begins[fields] = i;
      while (i < end && !isBlank(buffer[i])) {
        i++;
      }
      ends[fields++] = i;
    }
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t' || character == '\r';
  }

  /** Moves what is left of the buffer to its begin and reads on. */
  private void fill() {
    if (limit - position > LONGEST_LINE) {
      line++;
      throw tooLong();
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    try {
      int count = input.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        ended = true;
      } else {
        limit += count;
      }
    } catch (IOException e) {
      throw new BadInputException("%s: line %d".formatted(name, line + 1), reason(e));
    }
  }

  private BadInputException tooLong() {
    return bad("is longer than %d characters".formatted(LONGEST_LINE));
  }

  private BadInputException bad(String message) {
    return new BadInputException("%s: line %d".formatted(name, line), message);
  }

  @Override
  public boolean isWrite() {
    return write;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long earliestTick() {
    return earliestTick;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new BadInputException(name, "cannot be read: " + reason(e));
    }
    buffer = Arrays.copyOf(buffer, 0);
  }
}
