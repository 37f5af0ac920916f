package picojoule.workload.compiler;

/**
 * Bytes that an operator's loads and stores move for the model's sake, activations apart.
 *
 * @param weights read
 * @param kvRead read from the KV cache
 * @param kvWritten written to it
 * @param tables read
 */
record Traffic(long weights, long kvRead, long kvWritten, long tables) {

  static final Traffic NONE = new Traffic(0, 0, 0, 0);

  static Traffic ofWeights(long bytes) {
    return new Traffic(bytes, 0, 0, 0);
  }
}
