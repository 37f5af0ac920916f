package picojoule.accelerator;

import picojoule.isa.Operation;

/**
 * The bound below which no schedule of an operation can come: array, memory and vector unit at
 * their peaks.
 */
final class Roofline {

  private static final double FEMTOSECONDS_PER_SECOND = 1e15;

  private final double elements;
  private final double bytesPerCycle;
  private final Timing timing;

  Roofline(MachineSpec spec, Timing timing) {
    this.elements = spec.array().geometry().elements();
    this.bytesPerCycle =
        spec.memory().peakBytesPerSecond()
            * spec.clockPeriodFemtoseconds()
            / FEMTOSECONDS_PER_SECOND;
    this.timing = timing;
  }

  OperationReport report(Operation operation, RunAccount account, int index, double latencyCycles) {
    double array = account.steps(index) / elements;
    double memory = account.bytes(index) / bytesPerCycle;
    double vector = timing.cycles(account.vectorTicks(index));
    double bound = Math.max(array, Math.max(memory, vector));
    double span = timing.cycles(account.end(index) - account.begin(index));
    return new OperationReport(
        operation,
        latencyCycles,
        span,
        bound,
        bound == array && array > 0 ? "array" : bound == memory ? "memory" : "vector",
        span == 0 ? 0 : account.steps(index) / (elements * span),
        account.bytes(index));
  }
}
