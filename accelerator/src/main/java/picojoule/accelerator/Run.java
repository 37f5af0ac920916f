package picojoule.accelerator;

import java.util.EnumMap;
import java.util.Map;
import picojoule.config.ConfigName;
import picojoule.isa.Assembler;
import picojoule.isa.Engine;
import picojoule.isa.Program;
import picojoule.sim.Clock;
import picojoule.sim.Counter;

/**
 * One execution of a program: the engines, what keeps them in step, and the account of what they
 * do.
 */
final class Run {

  private final Program program;
  private final Map<Engine, ExecutionEngine> engines;
  private final TokenBoard tokens = new TokenBoard();
  private final Sequencer sequencer;
  private final RunAccount account;

  Run(Program program, Map<Engine, ExecutionEngine> engines, Clock clock, Counter fetched) {
    this.program = program;
    this.engines = new EnumMap<>(engines);
    this.sequencer = new Sequencer(program.instructions(), this.engines, tokens, clock, fetched);
    this.account = new RunAccount(program.operations().size());
    engines.values().forEach(engine -> engine.join(this));
  }

  TokenBoard tokens() {
    return tokens;
  }

  Sequencer sequencer() {
    return sequencer;
  }

  RunAccount account() {
    return account;
  }

  ExecutionEngine engine(Engine engine) {
    return engines.get(engine);
  }

  String operationName(int operation) {
    return program.operations().get(operation).name();
  }

  /**
   * Makes sure that the program ran to its end.
   *
   * @throws BrokenInvariantException where instructions wait for credits that nobody will give
   */
  void checkFinished() {
    StringBuilder waiting = new StringBuilder();
    engines.forEach(
        (engine, unit) -> {
          if (!unit.queue().isEmpty()) {
            waiting
                .append(waiting.isEmpty() ? " " : ", ")
                .append(ConfigName.of(engine))
                .append(" at '")
                .append(Assembler.disassemble(unit.queue().instruction()))
                .append('\'');
          }
        });
    if (!waiting.isEmpty() || !sequencer.isFinished()) {
      throw new BrokenInvariantException("the program came to a standstill:" + waiting);
    }
  }
}
