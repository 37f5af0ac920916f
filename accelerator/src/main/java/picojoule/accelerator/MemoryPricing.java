package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import picojoule.memory.dram.Level;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.controller.RefreshMode;
import picojoule.memory.dram.energy.DramEnergy;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.link.LinkSpec;
import picojoule.memory.link.LinkStatistics;

/** Prices what memories did that have prices of their own, and the links in front of memories. */
final class MemoryPricing {

  /** Behind a memory's name, the link in front of it. */
  static final String LINK_ENDING = "-link";

  private static final String BASIS = "config";

  private MemoryPricing() {}

  static List<EnergyRow> energy(MemoryReport memory) {
    List<EnergyRow> rows = new ArrayList<>();
    memory.spec().energy().ifPresent(prices -> addDevice(rows, memory, prices));
    memory.link().ifPresent(link -> addLink(rows, memory.spec(), link));
    return rows;
  }

  private static void addDevice(List<EnergyRow> rows, MemoryReport memory, DramEnergy prices) {
    MemorySpec spec = memory.spec();
    DramStatistics did = memory.statistics();
    String source = "energy of " + spec.config().file();
    boolean perBank = spec.device().policy().refresh() == RefreshMode.PER_BANK;
    double read = prices.readBurst() + prices.burstBits() * prices.readInterface();
    double write = prices.writeBurst() + prices.burstBits() * prices.writeInterface();
    double refresh = perBank ? prices.perBankRefresh() : prices.refresh();
    rows.add(row(spec, "activate", (double) did.activates(), prices.activate(), source));
    rows.add(row(spec, "read-burst", (double) did.readBursts(), read, source));
    rows.add(row(spec, "write-burst", (double) did.writeBursts(), write, source));
    rows.add(row(spec, "refresh", (double) did.refreshes(), refresh, source));
    Organisation organisation = spec.device().spec().organisation();
    double standby =
        prices.activeStandby() * organisation.channels() * organisation.parts(Level.RANK);
    rows.add(
        row(
            spec,
            "leakage",
            memory.nanoseconds(),
            standby,
            source + ", as if rows were open all the time"));
  }

  private static void addLink(List<EnergyRow> rows, MemorySpec memory, LinkStatistics link) {
    LinkSpec wires = memory.link().orElseThrow();
    String component = memory.name() + LINK_ENDING;
    rows.add(
        new EnergyRow(
            component,
            "to-memory-bit",
            bits(link.toMemory()),
            wires.picojoulesPerBit(),
            BASIS,
            wires.source()));
    rows.add(
        new EnergyRow(
            component,
            "from-memory-bit",
            bits(link.fromMemory()),
            wires.picojoulesPerBit(),
            BASIS,
            wires.source()));
  }

  private static double bits(LinkStatistics.Direction direction) {
    return (double) direction.wireBytes() * Byte.SIZE;
  }

  private static EnergyRow row(
      MemorySpec memory, String action, double count, double each, String source) {
    return new EnergyRow(memory.name(), action, count, each, BASIS, source);
  }
}
