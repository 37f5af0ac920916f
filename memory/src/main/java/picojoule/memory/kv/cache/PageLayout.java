package picojoule.memory.kv.cache;

/**
 * How one layer's cache is cut into pages. Page {@code t·groups + g} holds tokens {@code t·tokens}
 * and on of head group g.
 *
 * @param tokens of a page
 * @param groups of heads, each with pages of its own
 * @param tokenBytes of one token of one head group
 */
public record PageLayout(int tokens, int groups, long tokenBytes) {

  /** Pages that so many tokens of the sequence are in, over all head groups. */
  public int pages(int sequence) {
    return (sequence + tokens - 1) / tokens * groups;
  }

  /** How many tokens of a sequence a page holds. */
  public int filled(int page, int sequence) {
    return Math.min(tokens, sequence - page / groups * tokens);
  }

  /** Bytes that a page takes up, full or not. */
  public long pageBytes() {
    return tokens * tokenBytes;
  }
}
