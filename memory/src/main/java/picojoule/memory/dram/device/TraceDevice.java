package picojoule.memory.dram.device;

import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.controller.Replay;
import picojoule.memory.dram.dramsim3.Dramsim3Spec;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * One channel of a device on which traces are replayed.
 *
 * @param standard its name
 * @param clockPeriodFemtoseconds of the clock in which its controller ticks
 * @param organisation what it consists of
 * @param controller what carries traces out
 */
public record TraceDevice(
    String standard, long clockPeriodFemtoseconds, Organisation organisation, Player controller) {

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

  /**
   * Reads a device; its controller section names the profile, or describes a policy.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static TraceDevice read(Section section) {
    if (section.section("controller").has("profile")) {
      Dramsim3Spec spec = Dramsim3Spec.read(section);
      return new TraceDevice(
          spec.standard(),
          spec.clockPeriodFemtoseconds(),
          spec.organisation(),
          spec.newController()::replay);
    }
    DramDevice device = DramDevice.read(section);
    DramSpec spec = device.spec();
    if (spec.organisation().channels() > 1) {
      throw section
          .section("organisation")
          .bad("channels", "a trace is replayed on one channel; set organisation.channels=1");
    }
    return new TraceDevice(
        spec.standard(),
        spec.clockPeriodFemtoseconds(),
        spec.organisation(),
        new Replay(spec, device.policy())::run);
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
