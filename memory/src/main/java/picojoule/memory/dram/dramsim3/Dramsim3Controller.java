package picojoule.memory.dram.dramsim3;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.replay.ReplayListener;
import picojoule.memory.dram.replay.ReplayStatistics;
import picojoule.memory.dram.replay.RequestSource;

/**
 * A channel that replays traces as DRAMsim3 does with one rank, a queue per bank, open rows and
 * refresh of all banks: the same commands in the same cycles, the same last cycle.
 *
 * <p>One deviation: where DRAMsim3 would wait for ever, since a write that is to be drained must
 * not overtake a read of the same address that in turn waits behind the drain, reads go on here.
 */
public final class Dramsim3Controller {

  private static final int CLOSINGS_PER_REFRESH_INTERVAL = 4;

  private final Dramsim3Timing timing;
  private final Organisation organisation;
  private final AddressMapping mapping;
  private final Dramsim3ControllerSpec spec;

  /**
   * A controller with closed banks and empty queues; it may replay any number of traces, each from
   * that state.
   *
   * @throws IllegalArgumentException where the organisation has more than one channel or pseudo
   *     channel, or more banks than can be closed between refreshes
   */
  public Dramsim3Controller(
      Dramsim3Timing timing,
      Organisation organisation,
      AddressMapping mapping,
      Dramsim3ControllerSpec spec) {
    if (organisation.channels() != 1 || organisation.pseudoChannels() != 1) {
      throw new IllegalArgumentException(
          "%d channels of %d pseudo channels; the profile dramsim3 replays on one"
              .formatted(organisation.channels(), organisation.pseudoChannels()));
    }
    checkTimeBetweenRefreshes(timing, organisation);
    this.timing = organisation.bankGroups() == 1 ? timing.withoutBankGroups() : timing;
    this.organisation = organisation;
    this.mapping = mapping;
    this.spec = spec;
  }

  /**
   * Checks that all banks can be closed, one by one, and there is still time for work.
   *
   * @throws IllegalArgumentException where there is not
   */
  static void checkTimeBetweenRefreshes(Dramsim3Timing timing, Organisation organisation) {
    long closing =
        (long) organisation.banksPerPseudoChannel() * Math.max(1, timing.prechargeToPrecharge());
    if (closing * CLOSINGS_PER_REFRESH_INTERVAL > timing.refreshInterval()) {
      throw new IllegalArgumentException(
          "tREFI is below %d times the %d cycles that closing %d banks takes: no time for work"
              .formatted(
                  CLOSINGS_PER_REFRESH_INTERVAL, closing, organisation.banksPerPseudoChannel()));
    }
  }

  /**
   * Replays a trace, in order: a request is offered when all before it are accepted.
   *
   * @param source the trace
   * @param unlimitedInjection whether in a tick requests are offered until one is refused; else one
   * @param listenerOrNull is told of every command
   * @return the counts up to the tick in which the last request was accepted and the last data
   *     returned; writes count as done when accepted, and some may still be queued
   */
  public ReplayStatistics replay(
      RequestSource source, boolean unlimitedInjection, ReplayListener listenerOrNull) {
    return new Dramsim3Replay(
            timing, organisation, mapping, spec, source, unlimitedInjection, listenerOrNull)
        .run();
  }
}
