package picojoule.memory.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import picojoule.config.Section;
import picojoule.isa.Operand;
import picojoule.memory.dram.DramConfigs;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.transfer.Dram;
import picojoule.memory.dram.transfer.Traffic;
import picojoule.memory.dram.transfer.Traffic.Planned;
import picojoule.memory.link.LinkSpec.DirectionSpec;
import picojoule.memory.request.IdealMemory;
import picojoule.memory.request.Memory;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

class LinkPropertiesTest {

  private static final Section BASE = DramConfigs.hbm2();
  private static final long CAPACITY = 1 << 16;

  /** Bandwidths from many bytes a tick down to many ticks a byte, mostly of no round number. */
  private static LinkSpec random(Random random) {
    return new LinkSpec(
        "random",
        direction(random),
        direction(random),
        8 + random.nextInt(300),
        1 + random.nextInt(40),
        1 << (4 + random.nextInt(9)),
        1 + random.nextInt(random.nextBoolean() ? 2 : 20),
        1,
        "none");
  }

  private static DirectionSpec direction(Random random) {
    return new DirectionSpec(
        20_000L + random.nextInt(1 << (8 + random.nextInt(16))), random.nextInt(100_000));
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void transfersCompleteAtTheTickOfTheLinkThatGoesTickByTick(@ForAll long seed) {
    Random random = new Random(seed);
    LinkSpec spec = random(random);
    TimeBase timeBase = TimeBase.of(5_000L + random.nextInt(50_000));
    Traffic traffic = traffic(random, CAPACITY);
    long latency = 1L + random.nextInt(100);
    long width = 1L + random.nextInt(200);
    EventQueue queue = new EventQueue();
    Link link =
        new Link(
            "link",
            spec,
            new IdealMemory(queue, CAPACITY, latency, width),
            queue,
            timeBase,
            Timeline.OFF);
    EventQueue slow = new EventQueue();
    Memory reference =
        new ReferenceLink(spec, new IdealMemory(slow, CAPACITY, latency, width), slow, timeBase);
    assertThat(traffic.run(queue, link)).isEqualTo(traffic.run(slow, reference));
    assertConserved(spec, traffic, link.statistics());
    Statistics.label("credits ran out")
        .collect(link.statistics().mostOutstanding() == spec.outstanding());
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void transfersOfADramBehindTheLinkDoToo(@ForAll long seed) {
    Random random = new Random(seed);
    LinkSpec spec = random(random);
    DramDevice device = DramConfigs.streaming(BASE, random);
    TimeBase timeBase =
        TimeBase.of(
            device.spec().clockPeriodFemtoseconds(),
            device.spec().clockPeriodFemtoseconds() / (1 << random.nextInt(3)));
    Traffic traffic = traffic(random, device.spec().organisation().capacityBytes());
    EventQueue queue = new EventQueue();
    Link link =
        new Link("link", spec, dram(device, queue, timeBase), queue, timeBase, Timeline.OFF);
    EventQueue slow = new EventQueue();
    Memory reference = new ReferenceLink(spec, dram(device, slow, timeBase), slow, timeBase);
    assertThat(traffic.run(queue, link)).isEqualTo(traffic.run(slow, reference));
    assertConserved(spec, traffic, link.statistics());
  }

  /** Few bytes and short pauses: every tick of them is gone through. */
  private static Traffic traffic(Random random, long capacity) {
    List<Planned> plan = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int rows = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
      long rowBytes = 1L + random.nextInt((int) Math.min(300, capacity / (2L * rows)));
      long pitch = random.nextInt((int) Math.min(2000, capacity / (2L * rows)));
      long room = capacity - (rows - 1) * pitch - rowBytes;
      plan.add(
          new Planned(
              Operand.values()[random.nextInt(Operand.values().length)],
              random.nextInt(3) == 0,
              (long) (random.nextDouble() * (room + 1)),
              rows,
              rowBytes,
              pitch,
              i == 0 || random.nextBoolean() ? -1 : random.nextInt(i),
              random.nextInt(3) == 0 ? 0 : random.nextInt(3000)));
    }
    return new Traffic(plan);
  }

  private static Dram dram(DramDevice device, EventQueue queue, TimeBase timeBase) {
    return new Dram(device, queue, timeBase, new Activity(), Timeline.OFF);
  }

  private static void assertConserved(LinkSpec spec, Traffic traffic, LinkStatistics statistics) {
    assertThat(statistics.toMemory().payloadBytes()).isEqualTo(bytes(traffic.plan(), true));
    assertThat(statistics.fromMemory().payloadBytes()).isEqualTo(bytes(traffic.plan(), false));
    assertThat(statistics.mostOutstanding()).isBetween(1, spec.outstanding());
    assertWires(spec, statistics.toMemory());
    assertWires(spec, statistics.fromMemory());
  }

  private static void assertWires(LinkSpec spec, LinkStatistics.Direction direction) {
    assertThat(direction.wireBytes())
        .isEqualTo(direction.payloadBytes() + direction.packets() * spec.headerBytes());
  }

  private static long bytes(List<Planned> plan, boolean write) {
    return plan.stream()
        .filter(planned -> planned.write() == write)
        .mapToLong(planned -> planned.rows() * planned.rowBytes())
        .sum();
  }
}
