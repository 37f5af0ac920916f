package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.energy.DramActivity;
import picojoule.memory.link.LinkSpec;
import picojoule.memory.link.LinkStatistics;

/** Prices what memories did by their own files, and the links in front of them by theirs. */
final class MemoryPricing {

  /** Behind a memory's name, the link in front of it. */
  static final String LINK_ENDING = "-link";

  private static final String BASIS = "config";

  /** A device's file says of each price how it was come by. */
  private static final String DEVICE = "device";

  private MemoryPricing() {}

  static List<EnergyRow> energy(MemoryReport memory) {
    List<EnergyRow> rows = new ArrayList<>();
    if (memory.spec().ideal().isEmpty()) {
      rows.addAll(device(memory));
    }
    memory.link().ifPresent(link -> addLink(rows, memory.spec(), link));
    return rows;
  }

  private static List<EnergyRow> device(MemoryReport memory) {
    MemorySpec spec = memory.spec();
    DramDevice device = spec.device();
    DramActivity did =
        DramActivity.of(memory.statistics(), device.spec(), device.policy().refresh());
    String source = spec.config().file().getFileName() + ", section energy";
    return spec.energy().items(did).stream()
        .filter(item -> item.count() > 0)
        .map(
            item ->
                new EnergyRow(
                    spec.name(), item.key(), item.count(), item.picojoulesEach(), DEVICE, source))
        .toList();
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
}
