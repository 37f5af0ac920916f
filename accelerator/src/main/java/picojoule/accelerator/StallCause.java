package picojoule.accelerator;

import java.util.Locale;
import picojoule.isa.Operand;
import picojoule.isa.Token;

/** Where the array's time goes. Every cycle of a run has exactly one of these. */
public enum StallCause {
  /** Operands stream through the array: no stall. */
  ARRAY_BUSY,
  /** A tile is under way, but its pipeline fills, loads stationary operands or drains. */
  FILL_DRAIN,
  /** The PEs are set to another pair of formats. */
  FORMAT_SWITCH,
  /** Waits for weights. */
  WEIGHTS,
  /** Waits for activations from DRAM. */
  ACTIVATIONS,
  /** Waits for keys or values. */
  KV_CACHE,
  /** Waits for the vector unit. */
  VECTOR,
  /** Waits for results to be stored. */
  STORE,
  /** Waits for the sequencer. */
  SEQUENCER;

  /** The name in outputs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a wait for an operand from DRAM is put down to. */
  static StallCause of(Operand operand) {
    return switch (operand) {
      case WEIGHTS -> WEIGHTS;
      case KV_CACHE -> KV_CACHE;
      case ACTIVATIONS, PARTIAL_SUMS, TABLES -> ACTIVATIONS;
    };
  }

  /** What a wait for a token is put down to when the token's producer did not wait itself. */
  static StallCause of(Token token) {
    return switch (token) {
      case WEIGHTS_READY -> WEIGHTS;
      case KV_READY -> KV_CACHE;
      case ACTIVATIONS_READY, OPERAND_READY -> ACTIVATIONS;
      case RESULTS_FREE, VECTOR_DONE, OPERAND_FREE, OUTPUT_READY -> VECTOR;
      case OUTPUT_FREE, STORED -> STORE;
      case WEIGHTS_FREE, ACTIVATIONS_FREE, RESULTS_READY -> ARRAY_BUSY;
    };
  }
}
