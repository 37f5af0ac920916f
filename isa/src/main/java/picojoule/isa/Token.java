package picojoule.isa;

/**
 * The counting semaphores that synchronise the engines. An instruction takes one credit of each
 * token that it waits for before it starts, and gives one credit of each token that it signals when
 * it has finished. A token has one producer and one consumer, so credits arrive in the order of the
 * instructions that gave them.
 */
public enum Token {
  /** A tile of weights is in the weight buffer. */
  WEIGHTS_READY(Engine.LOAD, Engine.MATRIX),
  /** A tile of the KV cache is in the weight buffer. */
  KV_READY(Engine.LOAD, Engine.MATRIX),
  /** A slot of the weight buffer is free. */
  WEIGHTS_FREE(Engine.MATRIX, Engine.LOAD),
  /** A tile of activations is in the activation buffer. */
  ACTIVATIONS_READY(Engine.LOAD, Engine.MATRIX),
  /** A streaming slot of the activation buffer is free. */
  ACTIVATIONS_FREE(Engine.MATRIX, Engine.LOAD),
  /** A tile of results is complete in the accumulator buffer. */
  RESULTS_READY(Engine.MATRIX, Engine.VECTOR),
  /** A slot of the accumulator buffer is free. */
  RESULTS_FREE(Engine.VECTOR, Engine.MATRIX),
  /** What the vector unit computed is in the activation buffer, whole. */
  VECTOR_DONE(Engine.VECTOR, Engine.MATRIX),
  /** An operand of the vector unit is in the activation buffer. */
  OPERAND_READY(Engine.LOAD, Engine.VECTOR),
  /** A slot for operands of the vector unit is free. */
  OPERAND_FREE(Engine.VECTOR, Engine.LOAD),
  /** Results wait in the activation buffer to be stored. */
  OUTPUT_READY(Engine.VECTOR, Engine.STORE),
  /** A slot for results to be stored is free. */
  OUTPUT_FREE(Engine.STORE, Engine.VECTOR),
  /** A tensor is in DRAM, whole, and may be loaded again. */
  STORED(Engine.STORE, Engine.LOAD);

  private final Engine producer;
  private final Engine consumer;

  Token(Engine producer, Engine consumer) {
    this.producer = producer;
    this.consumer = consumer;
  }

  public Engine producer() {
    return producer;
  }

  public Engine consumer() {
    return consumer;
  }

  /** The token's bit in a mask. */
  public int mask() {
    return 1 << ordinal();
  }

  /** The mask of several tokens. */
  public static int maskOf(Token... tokens) {
    int mask = 0;
    for (Token token : tokens) {
      mask |= token.mask();
    }
    return mask;
  }
}
