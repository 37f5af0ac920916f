package picojoule.memory.kv.study;

import picojoule.memory.kv.cache.MemorySystem;

/**
 * What the steps of one layer, or of several, came to. Counts of tokens are of one head group.
 *
 * @param weightBytes read from HBM
 */
record LayerTotals(
    double nanoseconds,
    double weightBytes,
    long hbmRead,
    long externalRead,
    long hbmWritten,
    long externalWritten,
    long movedIn,
    long movedOut) {

  LayerTotals plus(LayerTotals other) {
    return new LayerTotals(
        nanoseconds + other.nanoseconds,
        weightBytes + other.weightBytes,
        hbmRead + other.hbmRead,
        externalRead + other.externalRead,
        hbmWritten + other.hbmWritten,
        externalWritten + other.externalWritten,
        movedIn + other.movedIn,
        movedOut + other.movedOut);
  }

  /** Energy of all bytes in both memories and on the link, in picojoules. */
  double energyPicojoules(MemorySystem memories, long tokenBytes) {
    double hbm = weightBytes + (double) (hbmRead + hbmWritten + movedIn + movedOut) * tokenBytes;
    double outside = (double) (externalRead + externalWritten + movedIn + movedOut) * tokenBytes;
    return hbm * memories.hbmEnergy()
        + outside * (memories.externalEnergy() + memories.linkEnergy() * memories.linkOverhead());
  }
}
