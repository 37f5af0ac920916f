package picojoule.explore.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picojoule.accelerator.MemoryReport;
import picojoule.accelerator.RunReport;
import picojoule.config.ConfigName;
import picojoule.memory.dram.transfer.RequesterStatistics;
import picojoule.memory.link.LinkStatistics;

/** The memories and links of a run as names and numbers; the unit is in every name. */
final class MemorySummary {

  private static final double BYTES_PER_GIGABYTE = 1e9;

  private MemorySummary() {}

  /** What each class of operand asked of each memory, and how long it waited. */
  static List<Map<String, Object>> requesters(RunReport report) {
    List<Map<String, Object>> requesters = new ArrayList<>();
    for (MemoryReport memory : report.memories()) {
      for (RequesterStatistics statistics : memory.statistics().requesters()) {
        Map<String, Object> requester = new LinkedHashMap<>();
        requester.put("memory", memory.spec().name());
        requester.put("operand", ConfigName.of(statistics.requester()));
        requester.put("direction", statistics.write() ? "write" : "read");
        requester.put("transfers", statistics.transfers());
        requester.put("bytes", statistics.bytes());
        requester.put("bandwidth_gbps", (double) statistics.bytes() / report.nanoseconds());
        requester.put("latency_ns_avg", statistics.meanLatencyNanoseconds());
        requester.put("latency_ns_max", statistics.longestLatencyNanoseconds());
        requesters.add(requester);
      }
    }
    return requesters;
  }

  static List<Map<String, Object>> memories(RunReport report) {
    List<Map<String, Object>> memories = new ArrayList<>();
    for (MemoryReport memory : report.memories()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", memory.spec().name());
      row.put("standard", memory.spec().device().spec().standard());
      row.put("channels", memory.spec().device().spec().organisation().channels());
      row.put("capacity_bytes", memory.spec().capacityBytes());
      row.put("requested_read_bytes", memory.requestedReadBytes());
      row.put("requested_write_bytes", memory.requestedWriteBytes());
      row.put("read_bytes", memory.readBytes());
      row.put("write_bytes", memory.writeBytes());
      row.put("bandwidth_gbps", memory.bytesPerSecond() / BYTES_PER_GIGABYTE);
      row.put("peak_gbps", memory.spec().peakBytesPerSecond() / BYTES_PER_GIGABYTE);
      row.put("share_of_peak", memory.shareOfPeak());
      row.put("busy_ns", memory.busyNanoseconds());
      row.put("busy_share", memory.busyNanoseconds() / memory.nanoseconds());
      row.put("row_hit_rate", memory.rowHitRate());
      memories.add(row);
    }
    return memories;
  }

  /** One row a link, both directions in it. */
  static List<Map<String, Object>> links(RunReport report) {
    List<Map<String, Object>> links = new ArrayList<>();
    for (MemoryReport memory : report.memories()) {
      memory
          .link()
          .ifPresent(
              link -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", memory.spec().link().orElseThrow().name());
                row.put("memory", memory.spec().name());
                row.put("requests", link.requests());
                row.put("outstanding_max", link.mostOutstanding());
                row.put("to_memory", direction(link.toMemory(), report));
                row.put("from_memory", direction(link.fromMemory(), report));
                links.add(row);
              });
    }
    return links;
  }

  private static Map<String, Object> direction(
      LinkStatistics.Direction direction, RunReport report) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("packets", direction.packets());
    row.put("payload_bytes", direction.payloadBytes());
    row.put("wire_bytes", direction.wireBytes());
    // Bytes per nanosecond are gigabytes per second.
    row.put("bandwidth_gbps", direction.payloadBytes() / report.nanoseconds());
    row.put("peak_gbps", direction.peakBytesPerSecond() / BYTES_PER_GIGABYTE);
    row.put("busy_ns", direction.busyNanoseconds());
    row.put("busy_share", direction.busyNanoseconds() / report.nanoseconds());
    return row;
  }

  /** The memories, and the directions of links, as a table for the terminal. */
  static String text(RunReport report) {
    TextTable table = new TextTable("memories", "read", "written", "GB/s", "of", "busy");
    for (MemoryReport memory : report.memories()) {
      String name = memory.spec().name();
      table.row(
          name,
          Scaled.of(memory.readBytes(), "B"),
          Scaled.of(memory.writeBytes(), "B"),
          gigabytes(memory.bytesPerSecond()),
          gigabytes(memory.spec().peakBytesPerSecond()),
          Scaled.percent(memory.busyNanoseconds() / memory.nanoseconds()));
      memory
          .link()
          .ifPresent(
              link -> {
                row(table, "link from " + name, link.fromMemory(), true, memory);
                row(table, "link to " + name, link.toMemory(), false, memory);
              });
    }
    return table.toString();
  }

  private static void row(
      TextTable table,
      String name,
      LinkStatistics.Direction direction,
      boolean reads,
      MemoryReport memory) {
    String bytes = Scaled.of(direction.payloadBytes(), "B");
    table.row(
        name,
        reads ? bytes : "",
        reads ? "" : bytes,
        gigabytes(direction.payloadBytes() * BYTES_PER_GIGABYTE / memory.nanoseconds()),
        gigabytes(direction.peakBytesPerSecond()),
        Scaled.percent(direction.busyNanoseconds() / memory.nanoseconds()));
  }

  private static String gigabytes(double bytesPerSecond) {
    return String.format(Locale.ROOT, "%.1f", bytesPerSecond / BYTES_PER_GIGABYTE);
  }
}
