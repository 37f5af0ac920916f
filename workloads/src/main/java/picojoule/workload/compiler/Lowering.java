package picojoule.workload.compiler;

import picojoule.workload.model.Operator;

/** Turns one kind of operator into instructions. */
interface Lowering {

  /** Emits the operator's instructions; the site's program is in a scope of its own. */
  void lower(Operator operator, Site site);

  /** What the emitted instructions move. */
  Traffic traffic(Operator operator, Site site);
}
