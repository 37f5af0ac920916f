package picojoule.accelerator;

import java.util.Optional;
import java.util.OptionalDouble;
import picojoule.config.ResolvedConfig;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.energy.DramEnergy;
import picojoule.memory.link.LinkSpec;

/**
 * One memory of a machine.
 *
 * @param name by which the machine's config and its reports know it
 * @param device what it is
 * @param link in front of it, if any
 * @param energy what its commands and states cost
 * @param ideal where it has done every transfer when it is asked for, the bytes per second that it
 *     may be asked for
 * @param config of the device as it was read
 */
public record MemorySpec(
    String name,
    DramDevice device,
    Optional<LinkSpec> link,
    DramEnergy energy,
    OptionalDouble ideal,
    ResolvedConfig config) {

  public long capacityBytes() {
    return device.spec().organisation().capacityBytes();
  }

  /** Bytes per second that its data buses carry at most. */
  double busBytesPerSecond() {
    return ideal.orElse(device.spec().peakBytesPerSecond());
  }

  /** Bytes per second that reach the machine at most: what its buses carry and its link lets by. */
  public double peakBytesPerSecond() {
    double buses = busBytesPerSecond();
    return link.map(
            wires ->
                Math.min(
                    buses, wires.toMemory().bytesPerSecond() + wires.fromMemory().bytesPerSecond()))
        .orElse(buses);
  }
}
