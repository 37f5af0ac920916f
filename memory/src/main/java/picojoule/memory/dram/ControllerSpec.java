package picojoule.memory.dram;

import picojoule.config.Section;

/**
 * The controller of one pseudo channel.
 *
 * @param readQueue reads that it chooses from
 * @param writeQueue writes that it chooses from
 * @param writeHighWatermark queued writes from which on it drains them
 * @param writeLowWatermark queued writes at which it returns to waiting reads
 * @param rowHitCap younger row hits that may overtake the oldest request of a bank
 * @param requestLatencyFemtoseconds from submission to the controller's queue
 * @param responseLatencyFemtoseconds from the end of the last burst to the completion
 */
public record ControllerSpec(
    int readQueue,
    int writeQueue,
    int writeHighWatermark,
    int writeLowWatermark,
    int rowHitCap,
    long requestLatencyFemtoseconds,
    long responseLatencyFemtoseconds) {

  private static final int LONGEST_QUEUE = 1 << 16;

  /** Keys of the section that {@link picojoule.memory.dram.controller} reads. */
  private static final String[] POLICY = {"scheduler", "row-policy", "row-timeout", "refresh"};

  static ControllerSpec read(Section section, long clockPeriodFemtoseconds) {
    for (String key : POLICY) {
      section.has(key);
    }
    int writeQueue = section.integer("write-queue", 1, LONGEST_QUEUE);
    int high = section.integer("write-high-watermark", 1, writeQueue);
    long requestLatency = section.femtoseconds("request-latency");
    if (requestLatency < clockPeriodFemtoseconds) {
      throw section.bad("request-latency", "is below one cycle of the command clock");
    }
    return new ControllerSpec(
        section.integer("read-queue", 1, LONGEST_QUEUE),
        writeQueue,
        high,
        section.integer("write-low-watermark", 0, high - 1),
        section.integer("row-hit-cap", 1, Integer.MAX_VALUE),
        requestLatency,
        section.femtoseconds("response-latency"));
  }
}
