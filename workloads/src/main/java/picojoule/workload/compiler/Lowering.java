package picojoule.workload.compiler;

import picojoule.workload.model.Operator;

/** Turns one kind of operator into instructions. */
interface Lowering {

  /**
   * Emits the operator's instructions; the site's program is in a scope of its own.
   *
   * @return what the emitted instructions move in one repetition of the block
   */
  Traffic lower(Operator operator, Site site);
}
