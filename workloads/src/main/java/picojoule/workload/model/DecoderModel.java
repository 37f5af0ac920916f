package picojoule.workload.model;

/**
 * A Llama-style decoder: RMSNorm, grouped-query attention with rotary positions, a gated
 * feed-forward network.
 *
 * @param name of the model
 * @param layers decoder layers
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width of the feed-forward network
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; divides the query heads
 * @param headDimension width of a head
 * @param vocabulary rows of the embedding
 * @param tiedEmbeddings whether the LM head is the embedding
 * @param storedBits of one parameter as published
 */
public record DecoderModel(
    String name,
    int layers,
    int hiddenSize,
    int intermediateSize,
    int heads,
    int keyValueHeads,
    int headDimension,
    int vocabulary,
    boolean tiedEmbeddings,
    int storedBits) {

  /** Width of all query heads. */
  public long querySize() {
    return (long) heads * headDimension;
  }

  /** Width of all keys, or of all values. */
  public long keyValueSize() {
    return (long) keyValueHeads * headDimension;
  }

  /** Query heads that share keys and values. */
  public int queriesPerKeyValueHead() {
    return heads / keyValueHeads;
  }

  /** All parameters: projections, norms, embedding, and the LM head where it is its own. */
  public long parameters() {
    long attention = hiddenSize * (2 * querySize() + 2 * keyValueSize());
    long feedForward = 3L * hiddenSize * intermediateSize;
    long norms = 2L * hiddenSize;
    long embedding = (long) vocabulary * hiddenSize;
    return layers * (attention + feedForward + norms)
        + hiddenSize
        + (tiedEmbeddings ? embedding : 2 * embedding);
  }
}
