package picojoule.accelerator;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import picojoule.config.BadInputException;
import picojoule.isa.Engine;
import picojoule.isa.Program;
import picojoule.memory.request.Memory;
import picojoule.sim.Activity;
import picojoule.sim.Clock;
import picojoule.sim.Counter;
import picojoule.sim.EventQueue;
import picojoule.sim.TimeBase;
import picojoule.sim.Timeline;

/**
 * A machine assembled from its spec. A run goes like this: the program is accepted, the parts are
 * put together on one event queue, the sequencer begins to fetch, events fire until nothing is left
 * to do, what happened is checked against what should have, and what it cost is added up.
 */
public final class Machine {

  private static final int LOAD_PRIORITY = 1;
  private static final int STORE_PRIORITY = 2;

  private final MachineSpec spec;

  public Machine(MachineSpec spec) {
    this.spec = spec;
  }

  /** Runs a program without a timeline. */
  public RunReport run(Program program) {
    return run(program, new EventQueue(), Timeline.OFF);
  }

  /**
   * Runs a program.
   *
   * @param events an empty event queue
   * @param timeline is told what every part did when
   * @throws BadInputException where the program is for another machine, or needs what this one
   *     cannot do
   * @throws BrokenInvariantException where the run contradicts itself
   */
  public RunReport run(Program program, EventQueue events, Timeline timeline) {
    accept(program);

    TimeBase timeBase = timeBase();
    Clock clock = timeBase.clock("core", spec.clockPeriodFemtoseconds());
    Activity activity = new Activity();
    Buffers buffers = Buffers.of(spec, activity);
    MachineMemory memory = new MachineMemory(spec.memory(), events, timeBase, activity, timeline);
    MatrixEngine matrix = new MatrixEngine(events, clock, spec, buffers, activity, timeline);
    VectorEngine vector = new VectorEngine(events, clock, spec, buffers, activity, timeline);
    Map<Engine, ExecutionEngine> engines = new EnumMap<>(Engine.class);
    Counter transferred =
        activity.counter("dma", "transfer-byte", "B", "bytes between memory and buffers");
    engines.put(
        Engine.LOAD, dma(events, memory.memory(), buffers, clock, transferred, LOAD_PRIORITY));
    engines.put(Engine.MATRIX, matrix);
    engines.put(Engine.VECTOR, vector);
    engines.put(
        Engine.STORE, dma(events, memory.memory(), buffers, clock, transferred, STORE_PRIORITY));
    Run run =
        new Run(
            program,
            engines,
            clock,
            activity.counter("sequencer", "fetch", "instruction", "instructions fetched"));

    // What was counted after a long run and had no price would be found too late.
    Pricing pricing = new Pricing(spec);
    pricing.requireEnergies(activity);

    run.sequencer().advance(events.now());
    events.run();
    run.checkFinished();

    Timing timing = Timing.of(run.account(), matrix, vector, timeBase, clock);
    RunReport report =
        RunReport.of(
            spec,
            program,
            run.account(),
            timing,
            memory.reports(timing.nanoseconds()),
            activity,
            pricing);
    Conservation.check(program, run.account(), report);
    return report;
  }

  /** Ticks of which every clock of the machine has whole numbers. */
  private TimeBase timeBase() {
    return TimeBase.of(
        LongStream.concat(
                LongStream.of(spec.clockPeriodFemtoseconds()),
                spec.memory().memories().stream()
                    .mapToLong(memory -> memory.device().spec().clockPeriodFemtoseconds()))
            .toArray());
  }

  private DmaEngine dma(
      EventQueue events,
      Memory memory,
      Buffers buffers,
      Clock clock,
      Counter transferred,
      int priority) {
    return new DmaEngine(
        events,
        memory,
        buffers.byName(),
        clock,
        spec.dma(),
        transferred,
        spec.queueDepth(),
        priority);
  }

  private void accept(Program program) {
    Optional<String> difference = program.target().difference(spec.target());
    if (difference.isPresent()) {
      throw new BadInputException(
          "trace for " + program.target().name(),
          "is for another machine than " + spec.name() + ": " + difference.get());
    }
    ProgramCheck.check(program, spec);
  }
}
