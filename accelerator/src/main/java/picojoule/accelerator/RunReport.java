package picojoule.accelerator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.sim.Activity;

/**
 * What a run took and cost.
 *
 * @param machine that ran
 * @param cycles of the core clock
 * @param nanoseconds the same as time
 * @param clockMegahertz of the core clock
 * @param macs multiply-accumulates done
 * @param utilization reduction steps done of all that the PEs could have done
 * @param bytesRead from DRAM by class of operand, as asked for
 * @param bytesWritten to DRAM
 * @param memories what each memory did
 * @param dramPeakBytesPerSecond that all memories move at most, together
 * @param stallShares of the run's time, by cause; they add up to 1
 * @param operations one by one
 * @param energy rows
 * @param area rows
 * @param tokens that the step took in, where the program says so
 */
public record RunReport(
    String machine,
    long cycles,
    double nanoseconds,
    double clockMegahertz,
    long macs,
    double utilization,
    Map<Operand, Long> bytesRead,
    Map<Operand, Long> bytesWritten,
    List<MemoryReport> memories,
    double dramPeakBytesPerSecond,
    Map<StallCause, Double> stallShares,
    List<OperationReport> operations,
    List<EnergyRow> energy,
    List<AreaRow> area,
    OptionalLong tokens) {

  static RunReport of(
      MachineSpec spec,
      Program program,
      RunAccount account,
      Timing timing,
      List<MemoryReport> memories,
      Activity activity,
      Pricing pricing) {
    Map<Operand, Long> read = new EnumMap<>(Operand.class);
    Map<Operand, Long> written = new EnumMap<>(Operand.class);
    long steps = 0;
    for (int i = 0; i < program.operations().size(); i++) {
      steps += account.steps(i);
      for (Operand operand : Operand.values()) {
        read.merge(operand, account.bytesRead(i, operand), Long::sum);
        written.merge(operand, account.bytesWritten(i, operand), Long::sum);
      }
    }
    Map<StallCause, Double> shares = new EnumMap<>(StallCause.class);
    timing
        .stallTicks()
        .forEach((cause, ticks) -> shares.put(cause, (double) ticks / timing.ticks()));
    double capacity = spec.array().geometry().elements() * timing.cycles(timing.ticks());
    return new RunReport(
        spec.name(),
        timing.cycles(),
        timing.nanoseconds(),
        timing.clock().megahertz(),
        activity.value("array", "mac"),
        steps / capacity,
        read,
        written,
        List.copyOf(memories),
        spec.memory().peakBytesPerSecond(),
        shares,
        operations(spec, program, account, timing),
        pricing.energy(activity, memories, timing.nanoseconds()),
        pricing.area(),
        tokens(program));
  }

  private static List<OperationReport> operations(
      MachineSpec spec, Program program, RunAccount account, Timing timing) {
    Roofline roofline = new Roofline(spec, timing);
    List<OperationReport> reports = new ArrayList<>();
    long progress = 0;
    for (int i = 0; i < program.operations().size(); i++) {
      long end = Math.max(progress, account.end(i));
      reports.add(
          roofline.report(program.operations().get(i), account, i, timing.cycles(end - progress)));
      progress = end;
    }
    return reports;
  }

  private static OptionalLong tokens(Program program) {
    return program.operations().stream()
        .filter(operation -> operation.kind() == OperationKind.EMBEDDING)
        .map(Operation::shape)
        .mapToLong(shape -> shape.m())
        .findFirst();
  }

  /** Energy of everything. */
  public double picojoules() {
    return energy.stream().mapToDouble(EnergyRow::picojoules).sum();
  }

  /** Area of everything on the chip. */
  public double squareMicrometres() {
    return area.stream().mapToDouble(AreaRow::squareMicrometres).sum();
  }

  /** Average power: picojoules per nanosecond are milliwatts. */
  public double milliwatts() {
    return picojoules() / nanoseconds;
  }

  /** Bytes read by the bursts of all memories. */
  public long dramReadBytes() {
    return memories.stream().mapToLong(MemoryReport::readBytes).sum();
  }

  /** Bytes written by the bursts of all memories. */
  public long dramWriteBytes() {
    return memories.stream().mapToLong(MemoryReport::writeBytes).sum();
  }

  /** Bytes per second that all memories moved on average. */
  public double dramBytesPerSecond() {
    return (dramReadBytes() + dramWriteBytes()) / (nanoseconds * 1e-9);
  }

  /** Bursts that found their row open, of all. */
  public double rowHitRate() {
    long hits = memories.stream().mapToLong(memory -> memory.statistics().rowHits()).sum();
    long others =
        memories.stream()
            .mapToLong(
                memory -> memory.statistics().rowMisses() + memory.statistics().rowConflicts())
            .sum();
    return hits + others == 0 ? 0 : (double) hits / (hits + others);
  }
}
