package picojoule.workload.compiler;

import picojoule.config.BadInputException;
import picojoule.isa.Target;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Block;
import picojoule.workload.model.Operator;
import picojoule.workload.model.OperatorGraph;

/**
 * Where an operator is lowered: the program so far, the machine, and the place in the model.
 *
 * @param program takes the instructions
 * @param graph the model
 * @param target the machine
 * @param layout of its memory
 * @param block that the operator belongs to
 * @param repetition of the block
 * @param firstOperation number of the block's first operation in the program
 */
record Site(
    ProgramBuilder program,
    OperatorGraph graph,
    Target target,
    MemoryLayout layout,
    Block block,
    Index repetition,
    int firstOperation) {

  Buffers buffers() {
    return layout.buffers();
  }

  boolean onChip(Activation activation) {
    return layout.onChip(block, activation);
  }

  Location parameters(Operator operator) {
    return layout.parameters(block, operator, repetition);
  }

  Location keys() {
    return layout.keys(block, repetition);
  }

  Location values() {
    return layout.values(block, repetition);
  }

  /** Says that what follows belongs to an operator. */
  void layer(Operator operator) {
    program.layer(
        firstOperation + block.operators().indexOf(operator),
        block.repetitions() == 1 ? 0 : block.operators().size());
  }

  /** A buffer that cannot hold what the operator needs. */
  BadInputException tooSmall(String buffer, Operator operator, String need) {
    return new BadInputException(
        target.name() + ": buffers." + buffer,
        "too small for " + operator.name(block.first()) + ": " + need);
  }
}
