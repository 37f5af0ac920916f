package picojoule.accelerator;

import java.util.function.Supplier;
import picojoule.memory.dram.transfer.Dram;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.ideal.IdealMemory;
import picojoule.memory.request.Memory;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/**
 * The memory of a run.
 *
 * @param transfers takes them
 * @param statistics of what it has done, once the run is over
 */
record RunMemory(Memory transfers, Supplier<DramStatistics> statistics) {

  static RunMemory of(
      MachineSpec spec,
      EventQueue events,
      TimeBase timeBase,
      Activity activity,
      Timeline timeline) {
    if (spec.idealMemory()) {
      IdealMemory ideal = new IdealMemory(events);
      return new RunMemory(ideal, ideal::statistics);
    }
    Dram dram = new Dram(spec.dramDevice(), events, timeBase, activity, timeline);
    return new RunMemory(dram, dram::statistics);
  }
}
