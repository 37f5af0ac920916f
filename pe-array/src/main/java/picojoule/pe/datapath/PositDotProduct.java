package picojoule.pe.datapath;

import java.util.OptionalLong;

/** The accumulator of {@link SimdPositMode} and what is added to it. */
interface PositDotProduct {

  /** A row of activations times a row of weights, in the format of results. */
  long of(int firstActivation, int firstWeight, int length);

  /** Bits of the accumulator that have changed so far; empty where they are not counted. */
  OptionalLong toggles();

  /** Sums so far that were too wide for the accumulator. */
  long overflows();
}
