package picojoule.technology.netlist;

import picojoule.config.ConfigName;

/** The cells of a library that a {@link Circuit} is mapped to. */
public enum Cell {
  INVERTER,
  NAND2,
  NOR2,
  AND2,
  OR2,
  NAND3,
  NOR3,
  AND3,
  OR3,
  NAND4,
  NOR4,
  AND4,
  OR4,
  AND_OR_INVERT21,
  OR_AND_INVERT21,
  AND_OR_INVERT22,
  OR_AND_INVERT22,
  XOR2,
  MULTIPLEXER2,
  HALF_ADDER,
  FULL_ADDER,
  FLIP_FLOP,
  TIE;

  /** The name in lower case with hyphens. */
  public String configName() {
    return ConfigName.of(this);
  }
}
