package picojoule.memory.link;

import java.math.BigDecimal;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.config.Section;

/**
 * A link as its config describes it. A transfer crosses it as requests for parts of it; a request
 * to read is one packet without payload that answers with packets of data, one to write packets of
 * data that answer with one packet without payload.
 *
 * @param name of the link
 * @param toMemory the direction in which requests and written data travel
 * @param fromMemory the direction in which read data and acknowledgements travel
 * @param payloadBytes data of a packet at most; the last one of a request may carry less
 * @param headerBytes of every packet, whatever does not carry data: header, check sum, framing
 * @param requestBytes that one request asks for at most, and at whose multiples transfers are cut
 * @param outstanding requests to read that wait for their answer at most, and as many to write;
 *     further ones wait in line
 * @param picojoulesPerBit of every bit on the wires, headers among them
 * @param source of the energy
 */
public record LinkSpec(
    String name,
    DirectionSpec toMemory,
    DirectionSpec fromMemory,
    int payloadBytes,
    int headerBytes,
    int requestBytes,
    int outstanding,
    double picojoulesPerBit,
    String source) {

  private static final int MOST_BYTES_PER_PACKET = 1 << 16;
  private static final int MOST_BYTES_PER_REQUEST = 1 << 20;
  private static final int MOST_OUTSTANDING = 1 << 16;

  public LinkSpec {
    if (payloadBytes < 1 || headerBytes < 1 || requestBytes < 1 || outstanding < 1) {
      throw new IllegalArgumentException("a link has packets and requests: " + name);
    }
  }

  /**
   * One direction of a link.
   *
   * @param megabytesPerSecond that the wires carry, 10⁶ bytes each, headers among them
   * @param latencyFemtoseconds from the last bit sent to the last bit usable on the other side
   */
  public record DirectionSpec(long megabytesPerSecond, long latencyFemtoseconds) {

    private static final BigDecimal BYTES_PER_MEGABYTE = BigDecimal.valueOf(1_000_000);

    /** Beyond it a byte takes no femtosecond. */
    private static final long MOST_MEGABYTES_PER_SECOND = 1_000_000_000;

    public DirectionSpec {
      if (megabytesPerSecond < 1
          || megabytesPerSecond > MOST_MEGABYTES_PER_SECOND
          || latencyFemtoseconds < 0) {
        throw new IllegalArgumentException("a direction has a bandwidth and a latency");
      }
    }

    private static DirectionSpec read(Section section) {
      String key = "bandwidth";
      BigDecimal megabytes =
          Quantity.parse(section.text(key), Dimension.BANDWIDTH, section.where(key))
              .inBaseUnit()
              .divide(BYTES_PER_MEGABYTE);
      if (megabytes.signum() <= 0) {
        throw section.bad(key, "'" + section.text(key) + "' is not above zero");
      }
      if (megabytes.stripTrailingZeros().scale() > 0
          || megabytes.compareTo(BigDecimal.valueOf(MOST_MEGABYTES_PER_SECOND)) > 0) {
        throw section.bad(
            key,
            "'"
                + section.text(key)
                + "' is no whole number of MB/s up to "
                + MOST_MEGABYTES_PER_SECOND);
      }
      return new DirectionSpec(megabytes.longValueExact(), section.femtoseconds("latency"));
    }

    /** Bytes per second on the wires. */
    public double bytesPerSecond() {
      return megabytesPerSecond * BYTES_PER_MEGABYTE.doubleValue();
    }
  }

  /**
   * Reads a link.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static LinkSpec read(Section section) {
    Section packet = section.section("packet");
    Section energy = section.section("energy");
    return new LinkSpec(
        section.text("name"),
        DirectionSpec.read(section.section("to-memory")),
        DirectionSpec.read(section.section("from-memory")),
        bytes(packet, "payload", MOST_BYTES_PER_PACKET),
        bytes(packet, "header", MOST_BYTES_PER_PACKET),
        bytes(section, "request", MOST_BYTES_PER_REQUEST),
        section.integer("outstanding", 1, MOST_OUTSTANDING),
        energy.quantityOrZero("per-bit", Dimension.ENERGY),
        energy.text("source"));
  }

  private static int bytes(Section section, String key, int most) {
    long bytes = section.bytes(key);
    if (bytes > most) {
      throw section.bad(key, bytes + " B is above " + most + " B");
    }
    return (int) bytes;
  }

  /** Packets that carry some data. */
  public long packets(long bytes) {
    return -Math.floorDiv(-bytes, (long) payloadBytes);
  }

  /** Bytes on the wires for some data of one request. */
  public long wireBytes(long bytes) {
    return bytes + packets(bytes) * headerBytes;
  }
}
