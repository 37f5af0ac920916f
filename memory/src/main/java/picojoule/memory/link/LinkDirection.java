package picojoule.memory.link;

import com.google.common.math.LongMath;
import picojoule.sim.TimeBase;

/**
 * The wires of one direction: they carry one message behind the other. A byte takes a rational
 * number of ticks, which is kept as such, so that no message drifts from where the bandwidth puts
 * it; a message is there at the first tick at or after its last bit.
 */
final class LinkDirection {

  /** Ticks of 10¹⁵ fs a second by megabytes of 10⁶ bytes: fs that 1 B takes at 1 MB/s. */
  private static final long FEMTOSECONDS_AT_ONE_MEGABYTE_PER_SECOND = 1_000_000_000;

  private final LinkSpec.DirectionSpec spec;
  private final long latencyTicks;

  /** A byte takes numerator / denominator ticks. */
  private final long numerator;

  private final long denominator;

  /** Free from freeTick + freePart / denominator on. */
  private long freeTick;

  private long freePart;
  private long packets;
  private long payloadBytes;
  private long wireBytes;

  LinkDirection(LinkSpec.DirectionSpec spec, TimeBase timeBase) {
    this.spec = spec;
    latencyTicks = timeBase.ticksCeil(spec.latencyFemtoseconds());
    long bandwidth = spec.megabytesPerSecond();
    long common = LongMath.gcd(FEMTOSECONDS_AT_ONE_MEGABYTE_PER_SECOND, bandwidth);
    long femtoseconds = FEMTOSECONDS_AT_ONE_MEGABYTE_PER_SECOND / common;
    long ticks = LongMath.gcd(femtoseconds, timeBase.tickFemtoseconds());
    numerator = femtoseconds / ticks;
    denominator = Math.multiplyExact(bandwidth / common, timeBase.tickFemtoseconds() / ticks);
  }

  /**
   * Sends a message as soon as the wires are free.
   *
   * @param now the current tick
   * @param messagePackets that it consists of
   * @param payload data in them
   * @param wire all bytes of them
   * @return the tick at which it has arrived
   */
  long send(long now, long messagePackets, long payload, long wire) {
    packets += messagePackets;
    payloadBytes += payload;
    wireBytes += wire;
    if (now > freeTick) {
      freeTick = now;
      freePart = 0;
    }
    long end = freePart + Math.multiplyExact(wire, numerator);
    freeTick += end / denominator;
    freePart = end % denominator;
    return freeTick + (freePart > 0 ? 1 : 0) + latencyTicks;
  }

  /** The tick from which on the wires are free. */
  long freeTick() {
    return freeTick;
  }

  LinkStatistics.Direction statistics(TimeBase timeBase) {
    return new LinkStatistics.Direction(
        packets,
        payloadBytes,
        wireBytes,
        timeBase.nanoseconds(1) * wireBytes * numerator / denominator,
        spec.bytesPerSecond());
  }
}
