package picojoule.technology;

/** What a price stands on. */
public enum Basis {
  /** Measured on silicon, or simulated from a layout, by the source. */
  MEASURED,
  /** A fit through figures of the source. */
  FITTED,
  /** Carried over from another node or width by a scaling rule. */
  SCALED,
  /** Taken for plausible; nobody measured it. */
  ASSUMED
}
