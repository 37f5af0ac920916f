package picojoule.memory.kv.access;

/** What attention reads, for all layers; each layer's source begins at the first step again. */
public interface AccessPattern {

  /** A new source. Two of one layer give the same accesses. */
  AccessSource layer(int layer);
}
