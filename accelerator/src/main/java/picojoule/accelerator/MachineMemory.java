package picojoule.accelerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picojoule.memory.dram.transfer.Dram;
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
  private record Part(MemorySpec spec, Dram dram, Optional<Link> link) {
    Memory front() {
      return link.<Memory>map(wires -> wires).orElse(dram);
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
      Dram dram = new Dram(one.device(), events, timeBase, counted, own);
      parts.add(
          new Part(
              one,
              dram,
              one.link()
                  .map(
                      wires ->
                          new Link(
                              one.name() + " link", wires, dram, events, timeBase, timeline))));
    }
    memory =
        spec.isPlain()
            ? parts.get(0).front()
            : new MemorySystem(spec.map(), parts.stream().map(Part::front).toList(), events);
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
                    part.dram().statistics(),
                    part.link().map(Link::statistics),
                    nanoseconds))
        .toList();
  }
}
