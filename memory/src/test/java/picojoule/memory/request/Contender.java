package picojoule.memory.request;

import java.io.StringReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picojoule.config.ConfigFile;
import picojoule.isa.Operand;
import picojoule.memory.dram.DramConfigs;
import picojoule.memory.dram.controller.DramDevice;
import picojoule.memory.dram.transfer.Dram;
import picojoule.memory.link.Link;
import picojoule.memory.link.LinkSpec;
import picojoule.memory.link.LinkSpec.DirectionSpec;
import picojoule.memory.sram.BankedSram;
import picojoule.memory.sram.BankedSramSpec;
import picojoule.memory.sram.BankedSramStatistics;
import picojoule.memory.system.AddressMap;
import picojoule.memory.system.AddressRange;
import picojoule.memory.system.MemorySystem;
import picojoule.sim.Activity;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/** Every kind of memory, as the contract test makes it: a tick is a nanosecond. */
enum Contender {
  IDEAL(queue -> new Built(ideal(queue), () -> null, 16)),
  DRAM(Contender::dram),
  LINK_TO_IDEAL(queue -> link(queue, ideal(queue))),
  LINK_TO_DRAM(queue -> link(queue, dram(queue).memory())),
  LINK_TO_LINK(queue -> link(queue, link(queue, ideal(queue)).memory())),
  SYSTEM(queue -> system(queue, dram(queue))),
  SYSTEM_OF_IDEALS(queue -> system(queue, new Built(ideal(queue), () -> null, 16))),
  BANKED_SRAM(Contender::sram);

  /** What every device here has, and none has more than. */
  static final long CAPACITY = 1 << 20;

  private static final TimeBase NANOSECONDS = TimeBase.of(1_000_000);
  private static final DramDevice HBM2 = DramDevice.read(DramConfigs.hbm2());

  @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
  private final Function<EventQueue, Built> builder;

  Contender(Function<EventQueue, Built> builder) {
    this.builder = builder;
  }

  /**
   * A memory and what may be asked of it.
   *
   * @param moved bytes read and written as it counts them, or null where it does not count
   * @param peakBytesPerTick that it moves at most
   */
  record Built(Memory memory, Supplier<long[]> moved, double peakBytesPerTick) {}

  Built build(EventQueue queue) {
    return builder.apply(queue);
  }

  private static Memory ideal(EventQueue queue) {
    return new IdealMemory(queue, CAPACITY, 40, 16);
  }

  private static Built dram(EventQueue queue) {
    Dram dram = new Dram(HBM2, queue, NANOSECONDS, new Activity(), Timeline.OFF);
    return new Built(
        dram,
        () ->
            new long[] {sum(dram.statistics().bytesRead()), sum(dram.statistics().bytesWritten())},
        HBM2.spec().peakBytesPerSecond() * 1e-9);
  }

  private static long sum(Map<Operand, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Built link(EventQueue queue, Memory memory) {
    LinkSpec spec =
        new LinkSpec(
            "link",
            new DirectionSpec(7_000, 30_000_000),
            new DirectionSpec(31_508, 35_000_000),
            64,
            21,
            512,
            6,
            1,
            "none");
    Link link = new Link("link", spec, memory, queue, NANOSECONDS, Timeline.OFF);
    return new Built(
        link,
        () ->
            new long[] {
              link.statistics().fromMemory().payloadBytes(),
              link.statistics().toMemory().payloadBytes()
            },
        38.508);
  }

  /** A quarter in one memory, the rest in turns in an ideal one and in one behind a link. */
  private static Built system(EventQueue queue, Built alone) {
    Built link = link(queue, ideal(queue));
    long first = CAPACITY / 4;
    AddressMap map =
        new AddressMap(
            List.of(
                new AddressRange(
                    0, first, List.of(0), List.of(0L), 0, EnumSet.allOf(Operand.class)),
                new AddressRange(
                    first,
                    CAPACITY - first,
                    List.of(1, 2),
                    List.of(64L, 0L),
                    256,
                    EnumSet.allOf(Operand.class))));
    return new Built(
        new MemorySystem(map, List.of(alone.memory(), ideal(queue), link.memory()), queue),
        () -> null,
        alone.peakBytesPerTick() + link.peakBytesPerTick() + 16);
  }

  private static Built sram(EventQueue queue) {
    BankedSramSpec spec =
        BankedSramSpec.read(
            ConfigFile.read(
                "sram.yaml",
                new StringReader(
                    "{capacity: 1 MiB, banks: 8, word: 32 B, interleave-words: 1, ports: {shared: 1},"
                        + " access-words: 4, latency: 2, arbitration: round-robin}")));
    BankedSram sram = new BankedSram(spec, queue, NANOSECONDS.clock("sram", 2_000_000));
    return new Built(
        sram,
        () -> {
          BankedSramStatistics did = sram.statistics();
          return new long[] {32 * did.readWords(), 32 * did.writtenWords()};
        },
        8 * 32 / 2.0);
  }
}
