package picojoule.technology.netlist;

/** What a node of a {@link Circuit} does, before cells of a library are chosen for it. */
public enum Gate {
  /** The constant false; inverted, true. */
  CONSTANT,
  /** A bit from outside. */
  INPUT,
  /** Both. */
  AND,
  /** One of two, not both. */
  XOR,
  /** The second where the first is true, else the third. */
  MULTIPLEXER,
  /** The sum of two bits; its carry is the node after it. */
  HALF_ADDER,
  /** The sum of three bits; its carry is the node after it. */
  FULL_ADDER,
  /** The carry of the adder that is the node before it; no cell of its own. */
  CARRY,
  /** The first unless the second, in front of a flip-flop: it clears it. */
  CLEAR,
  /** A flip-flop. */
  REGISTER;

  /** Whether the node is where a clock cycle begins. */
  boolean isSource() {
    return this == CONSTANT || this == INPUT || this == REGISTER;
  }
}
