package picojoule.pe.datapath;

import picojoule.isa.number.NumberFormat;

/** The datapath of a machine's processing elements: which formats it takes, in how many passes. */
public interface Datapath {

  /** The name that configs use. */
  String name();

  /**
   * Reduction steps that one multiply-accumulate takes.
   *
   * @throws IllegalArgumentException where the PE cannot multiply these formats; the message says
   *     which ones it can
   */
  int passes(NumberFormat activation, NumberFormat weight);

  /**
   * The arithmetic of these formats to the bit.
   *
   * @throws IllegalArgumentException as {@link #passes} does
   */
  DatapathMode mode(NumberFormat activation, NumberFormat weight);
}
