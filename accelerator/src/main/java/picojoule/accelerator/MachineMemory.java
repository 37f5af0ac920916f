package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picojoule.memory.dram.transfer.Dram;
import picojoule.memory.dram.transfer.DramStatistics;
import picojoule.memory.ideal.IdealMemory;
import picojoule.memory.link.Link;
import picojoule.memory.request.Memory;
import picojoule.memory.system.MemorySystem;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/** The memories of a machine in a run, put together on its event queue. */
final class MachineMemory {

  /** A memory and the link in front of it. */
  private record Part(
      MemorySpec spec, Memory itself, Supplier<DramStatistics> statistics, Optional<Link> link) {

    Memory front() {
      return link.<Memory>map(wires -> wires).orElse(itself);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Memory memory;

  MachineMemory(
      MemorySystemSpec spec,
      EventQueue events,
      TimeBase timeBase,
      Activity activity,
      Timeline timeline) {
    boolean alone = spec.memories().size() == 1;
    for (MemorySpec one : spec.memories()) {
      Timeline own = alone ? timeline : prefixed(one.name(), timeline);
      // Counters of several memories would have one name; each has its own statistics.
      Activity counted = alone ? activity : new Activity();
      parts.add(part(one, events, timeBase, counted, own));
    }
    memory =
        spec.isPlain()
            ? parts.get(0).front()
            : new MemorySystem(spec.map(), parts.stream().map(Part::front).toList(), events);
  }

  private static Part part(
      MemorySpec spec, EventQueue events, TimeBase timeBase, Activity activity, Timeline timeline) {
    if (spec.ideal().isPresent()) {
      IdealMemory ideal = new IdealMemory(spec.capacityBytes(), events);
      return new Part(spec, ideal, ideal::statistics, Optional.empty());
    }
    Dram dram = new Dram(spec.device(), events, timeBase, activity, timeline);
    Optional<Link> link =
        spec.link()
            .map(wires -> new Link(spec.name() + " link", wires, dram, events, timeBase, timeline));
    return new Part(spec, dram, dram::statistics, link);
  }

  /** A timeline on which the tracks of several memories have different names. */
  private static Timeline prefixed(String name, Timeline timeline) {
    return new Timeline() {
      @Override
      public int track(String track) {
        return timeline.track(name + ' ' + track);
      }

      @Override
      public void span(int track, String what, long begin, long end) {
        timeline.span(track, what, begin, end);
      }
    };
  }

  /** All of them as one. */
  Memory memory() {
    return memory;
  }

  /** What each did in a run. */
  List<MemoryReport> reports(double nanoseconds) {
    return parts.stream()
        .map(
            part ->
                new MemoryReport(
                    part.spec(),
                    part.statistics().get(),
                    part.link().map(Link::statistics),
                    nanoseconds))
        .toList();
  }
}
