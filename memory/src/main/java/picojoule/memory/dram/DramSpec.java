package picojoule.memory.dram;

import java.util.List;
import picojoule.config.Section;

/**
 * A DRAM as its config describes it.
 *
 * @param standard its name
 * @param clockPeriodFemtoseconds of the command clock; data move at both edges
 * @param commandBus how commands reach it
 * @param refreshScope what one REFab refreshes and one PREab closes: a rank or a pseudo channel
 * @param organisation what it consists of
 * @param timing its parameters in cycles
 * @param constraints which command may follow which, and when
 * @param mapping from addresses to banks
 */
public record DramSpec(
    String standard,
    long clockPeriodFemtoseconds,
    CommandBus commandBus,
    Level refreshScope,
    Organisation organisation,
    Timing timing,
    List<Constraint> constraints,
    AddressMapping mapping) {

  /** The longest latency of a rule, beyond which no scheduler looks. */
  static final int LONGEST_LATENCY = 1 << 24;

  /** Between two refreshes there must be time for work, whatever rule is the longest. */
  private static final int LATENCIES_PER_REFRESH_INTERVAL = 4;

  public DramSpec {
    constraints = List.copyOf(constraints);
  }

  /**
   * Reads a DRAM. What it costs, its section {@code energy}, is read by those who want to know.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static DramSpec read(Section section) {
    section.has("energy"); // a known key
    long period = section.periodFemtoseconds("clock");
    Organisation organisation = Organisation.read(section.section("organisation"));
    Timing timing = Timing.read(section.section("timing"), period, organisation);
    Level refreshScope = refreshScope(section);
    List<Constraint> constraints =
        Constraint.read(section, "constraints", timing, organisation, refreshScope);
    for (Constraint constraint : constraints) {
      if (constraint.latency() * LATENCIES_PER_REFRESH_INTERVAL > timing.refreshInterval()) {
        throw section
            .section("timing")
            .bad(
                "tREFI",
                "is below %d times the %d cycles from %s to %s: no time for work"
                    .formatted(
                        LATENCIES_PER_REFRESH_INTERVAL,
                        constraint.latency(),
                        constraint.preceding(),
                        constraint.following()));
      }
    }
    return new DramSpec(
        section.text("standard"),
        period,
        section.choice("command-bus", CommandBus.class),
        refreshScope,
        organisation,
        timing,
        constraints,
        AddressMapping.read(section, organisation));
  }

  private static Level refreshScope(Section section) {
    Level scope = section.choice("refresh-scope", Level.class);
    if (scope != Level.RANK && scope != Level.PSEUDO_CHANNEL) {
      throw section.bad("refresh-scope", "is rank or pseudo-channel");
    }
    return scope;
  }

  /**
   * Bytes after which consecutive addresses come back to the first channel, pseudo channel and bank
   * group: what is laid out in multiples of it loads all of them alike.
   */
  public long stripeBytes() {
    return mapping.stripeBursts() * organisation.burstBytes();
  }

  /**
   * As many of these side by side as one memory: their channels work together.
   *
   * @param stacks a power of two
   * @throws IllegalArgumentException where there are too many channels, or the mapping has no bits
   *     for them
   */
  public DramSpec stacked(int stacks) {
    Organisation wider = organisation.times(stacks);
    return with(wider, AddressMapping.parse(mapping.toString(), wider));
  }

  /**
   * The same DRAM with consecutive addresses going from channel to channel after so many bytes.
   *
   * @param bytes a power of two, at least one burst
   * @throws IllegalArgumentException where they are not, or are more than a channel has
   */
  public DramSpec interleaved(long bytes) {
    String text = ChannelInterleaving.moved(mapping, organisation, bytes);
    return with(organisation, AddressMapping.parse(text, organisation));
  }

  private DramSpec with(Organisation other, AddressMapping mapped) {
    return new DramSpec(
        standard,
        clockPeriodFemtoseconds,
        commandBus,
        refreshScope,
        other,
        timing,
        constraints,
        mapped);
  }

  /** Bytes per second that the data buses carry at most. */
  public double peakBytesPerSecond() {
    long bytes =
        (long) organisation.channels() * organisation.pseudoChannels() * organisation.burstBytes();
    return bytes * 1e15 / ((double) timing.burst() * clockPeriodFemtoseconds);
  }
}
