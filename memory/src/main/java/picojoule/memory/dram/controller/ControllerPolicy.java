package picojoule.memory.dram.controller;

import picojoule.config.Section;
import picojoule.memory.dram.DramSpec;

/**
 * How a controller decides.
 *
 * @param readQueue reads that it chooses from
 * @param writeQueue writes that it chooses from
 * @param writeHighWatermark queued writes from which on it drains them
 * @param writeLowWatermark queued writes at which it returns to waiting reads
 * @param scheduler which request goes first
 * @param rowHitCap younger row hits that may go before any one request
 * @param rowPolicy how long a row stays open
 * @param refresh how it refreshes
 * @param requestLatencyFemtoseconds from the submission of a transfer to the controller
 * @param responseLatencyFemtoseconds from the end of its last burst to its completion
 */
public record ControllerPolicy(
    int readQueue,
    int writeQueue,
    int writeHighWatermark,
    int writeLowWatermark,
    Scheduler.Kind scheduler,
    int rowHitCap,
    RowPolicy rowPolicy,
    RefreshMode refresh,
    long requestLatencyFemtoseconds,
    long responseLatencyFemtoseconds) {

  private static final int LONGEST_QUEUE = 1 << 12;

  /**
   * Reads a policy.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static ControllerPolicy read(Section section, DramSpec spec) {
    int writeQueue = section.integer("write-queue", 1, LONGEST_QUEUE);
    int high = section.integer("write-high-watermark", 1, writeQueue);
    RefreshMode refresh = section.choice("refresh", RefreshMode.class);
    if (refresh == RefreshMode.PER_BANK && !spec.timing().cycles().containsKey("tREFIpb")) {
      throw section.bad("refresh", "is per-bank, but the device has no timing tREFIpb");
    }
    if (refresh == RefreshMode.SAME_BANK && !spec.timing().cycles().containsKey("tREFIsb")) {
      throw section.bad("refresh", "is same-bank, but the device has no timing tREFIsb");
    }
    long requestLatency = section.femtoseconds("request-latency");
    if (requestLatency < spec.clockPeriodFemtoseconds()) {
      throw section.bad("request-latency", "is below one cycle of the memory's clock");
    }
    return new ControllerPolicy(
        section.integer("read-queue", 1, LONGEST_QUEUE),
        writeQueue,
        high,
        section.integer("write-low-watermark", 0, high - 1),
        section.choice("scheduler", Scheduler.Kind.class),
        section.integer("row-hit-cap", 1, Integer.MAX_VALUE),
        RowPolicy.read(section),
        refresh,
        requestLatency,
        section.femtoseconds("response-latency"));
  }
}
