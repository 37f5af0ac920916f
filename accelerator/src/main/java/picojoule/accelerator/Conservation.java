package picojoule.accelerator;

import java.util.List;
import java.util.function.ToLongFunction;
import picojoule.config.ConfigName;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.Program;
import picojoule.memory.link.LinkStatistics;

/** What must hold after every run, or its result is worth nothing. */
final class Conservation {

  private static final double ROUNDING = 1e-9;

  private Conservation() {}

  /**
   * Checks a run.
   *
   * @throws BrokenInvariantException naming the first thing that does not hold
   */
  static void check(Program program, RunAccount account, RunReport report) {
    List<Operation> operations = program.operations();
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      String name = operation.name();
      equal(name + ": MACs", operation.macs(), account.macs(i));
      equal(
          name + ": weight bytes", operation.weightBytes(), account.bytesRead(i, Operand.WEIGHTS));
      equal(
          name + ": KV bytes read",
          operation.kvReadBytes(),
          account.bytesRead(i, Operand.KV_CACHE));
      equal(
          name + ": KV bytes written",
          operation.kvWriteBytes(),
          account.bytesWritten(i, Operand.KV_CACHE));
      equal(name + ": table bytes", operation.tableBytes(), account.bytesRead(i, Operand.TABLES));
      OperationReport row = report.operations().get(i);
      atMost(name + ": roofline bound over span", row.boundCycles(), row.spanCycles());
    }
    for (Operand operand : Operand.values()) {
      equal(
          "bytes read by DRAM for " + ConfigName.of(operand),
          report.bytesRead().get(operand),
          sum(report, memory -> memory.statistics().bytesRead().get(operand)));
      equal(
          "bytes written by DRAM for " + ConfigName.of(operand),
          report.bytesWritten().get(operand),
          sum(report, memory -> memory.statistics().bytesWritten().get(operand)));
    }
    atMost("utilization", report.utilization(), 1);
    report.memories().forEach(Conservation::checkMemory);
    double shares = report.stallShares().values().stream().mapToDouble(Double::doubleValue).sum();
    atMost("shares of the array's time", Math.abs(shares - 1), ROUNDING);
    for (EnergyRow row : report.energy()) {
      atMost(row.component() + "/" + row.action() + ": negative energy", -row.picojoules(), 0);
    }
  }

  private static long sum(RunReport report, ToLongFunction<MemoryReport> bytes) {
    return report.memories().stream().mapToLong(bytes).sum();
  }

  /** What goes into a link comes out of it, and nothing is busy for longer than the run. */
  private static void checkMemory(MemoryReport memory) {
    String name = memory.spec().name();
    atMost(name + ": bandwidth", memory.bytesPerSecond(), memory.spec().busBytesPerSecond());
    atMost(name + ": time of the data buses", memory.busyNanoseconds(), memory.nanoseconds());
    memory
        .link()
        .ifPresent(
            link -> {
              equal(
                  "bytes that the link carried to " + name,
                  memory.requestedWriteBytes(),
                  link.toMemory().payloadBytes());
              equal(
                  "bytes that the link carried from " + name,
                  memory.requestedReadBytes(),
                  link.fromMemory().payloadBytes());
              checkDirection(name + ": time of the link to it", link.toMemory(), memory);
              checkDirection(name + ": time of the link from it", link.fromMemory(), memory);
            });
  }

  private static void checkDirection(
      String what, LinkStatistics.Direction direction, MemoryReport memory) {
    atMost(what, direction.busyNanoseconds(), memory.nanoseconds());
  }

  private static void equal(String what, long expected, long actual) {
    if (expected != actual) {
      throw new BrokenInvariantException(
          what + " are not conserved: " + expected + " expected, " + actual + " counted");
    }
  }

  private static void atMost(String what, double value, double limit) {
    if (!(value <= limit * (1 + ROUNDING) + ROUNDING)) {
      throw new BrokenInvariantException(what + ": " + value + " exceeds " + limit);
    }
  }
}
