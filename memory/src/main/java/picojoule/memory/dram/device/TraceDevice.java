package picojoule.memory.dram.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picojoule.config.ConfigFile;
import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.controller.Replay;
import picojoule.memory.dram.dramsim3.Dramsim3Spec;
import picojoule.memory.dram.energy.DramActivity;
import picojoule.memory.dram.energy.DramEnergy;
import picojoule.memory.dram.energy.EnergyBreakdown;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * One channel of a device on which traces are replayed.
 *
 * @param standard its name
 * @param clockPeriodFemtoseconds of the clock in which its controller ticks
 * @param organisation what the channel consists of
 * @param refreshed what commands to all banks reach, and for how long refreshes occupy it
 * @param controller what carries traces out
 * @param pricing what a replay costs
 */
public record TraceDevice(
    String standard,
    long clockPeriodFemtoseconds,
    Organisation organisation,
    RefreshScope refreshed,
    Player controller,
    Pricing pricing) {

  private static final Pattern CHANNEL_BITS = Pattern.compile("(?<![a-z-])channel:\\d+ ?");

  /** Carries a trace out. */
  @FunctionalInterface
  public interface Player {

    /**
     * Plays a trace on an idle channel.
     *
     * @param unlimited whether any number of requests is offered in a tick, not only one
     * @param listener is told of every command, or null
     */
    ReplayStatistics play(RequestSource source, boolean unlimited, ReplayListener listener);
  }

  /** Prices what a replay counted. */
  @FunctionalInterface
  public interface Pricing {

    /** The energy of a replay; empty where the device's file gives no prices. */
    Optional<EnergyBreakdown> of(ReplayStatistics statistics);
  }

  /**
   * What a refresh occupies.
   *
   * @param banks that one command to all banks reaches
   * @param allBankTicks of a refresh of all of them
   * @param perBankTicks of a refresh of one bank; 0 where the device has none
   * @param sameBankTicks of a refresh of one bank of each bank group; likewise
   */
  public record RefreshScope(int banks, int allBankTicks, int perBankTicks, int sameBankTicks) {}

  /**
   * Reads a device, of whose channels one is kept; its controller section names the profile, or
   * describes a policy.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong or unknown
   */
  public static TraceDevice read(Section section) {
    if (section.section("controller").has("profile")) {
      TraceDevice device = ofProfile(section);
      section.rejectUnknownKeys();
      return device;
    }
    Section channel =
        Organisation.read(section.section("organisation")).channels() > 1
            ? oneChannel(section)
            : section;
    TraceDevice device = ofPolicy(channel);
    channel.rejectUnknownKeys();
    return device;
  }

  /** Without the bits of the address that select the channel, however the mapping splits them. */
  private static Section oneChannel(Section section) {
    DramSpec whole = DramSpec.read(section);
    List<String> settings = new ArrayList<>();
    settings.add("organisation.channels=1");
    if (CHANNEL_BITS.matcher(whole.mapping().toString()).find()) {
      String without = CHANNEL_BITS.matcher(whole.mapping().toString()).replaceAll("").strip();
      settings.add("mapping=" + without);
    }
    return ConfigFile.with(section, settings);
  }

  private static TraceDevice ofProfile(Section section) {
    Dramsim3Spec spec = Dramsim3Spec.read(section);
    Organisation organisation = spec.organisation();
    return new TraceDevice(
        spec.standard(),
        spec.clockPeriodFemtoseconds(),
        organisation,
        new RefreshScope(organisation.banksPerChannel(), spec.timing().refreshCycles(), 0, 0),
        spec.newController()::replay,
        statistics -> Optional.of(spec.energy(statistics)));
  }

  private static TraceDevice ofPolicy(Section section) {
    DramDevice device = DramDevice.read(section);
    DramSpec spec = device.spec();
    Organisation organisation = spec.organisation();
    return new TraceDevice(
        spec.standard(),
        spec.clockPeriodFemtoseconds(),
        organisation,
        new RefreshScope(
            organisation.banksPerChannel() / organisation.parts(spec.refreshScope()),
            spec.timing().cycles().getOrDefault("tRFC", 0),
            spec.timing().cycles().getOrDefault("tRFCpb", 0),
            spec.timing().cycles().getOrDefault("tRFCsb", 0)),
        new Replay(spec, device.policy())::run,
        pricing(section, device));
  }

  private static Pricing pricing(Section section, DramDevice device) {
    if (!section.has("energy")) {
      return statistics -> Optional.empty();
    }
    DramEnergy energy = DramEnergy.read(section, device.spec());
    return statistics ->
        Optional.of(
            energy.of(DramActivity.of(statistics, device.spec(), device.policy().refresh())));
  }

  /** The energy of a replay on this device; empty where its file gives no prices. */
  public Optional<EnergyBreakdown> energy(ReplayStatistics statistics) {
    return pricing.of(statistics);
  }

  /** Nanoseconds of a number of ticks. */
  public double nanoseconds(double ticks) {
    return ticks * clockPeriodFemtoseconds * 1e-6;
  }

  /** Bytes per second that the data buses carry at most. */
  public double peakBytesPerSecond() {
    double bytes = (double) organisation.pseudoChannels() * organisation.burstBytes();
    return bytes * 1e15 / ((double) organisation.burstCycles() * clockPeriodFemtoseconds);
  }
}
