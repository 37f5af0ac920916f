package picojoule.memory.kv.ratio;

/**
 * What a policy came to.
 *
 * @param nanoseconds of all steps
 * @param hbmRead bytes that attention and MLP read from HBM
 * @param externalRead bytes that they read over the link
 * @param asked bytes that they asked for
 * @param hbmWritten bytes of new tokens
 * @param externalWritten bytes of new tokens
 * @param movedIn bytes migrated into HBM
 * @param movedOut bytes migrated out of it
 */
record RatioResult(
    double nanoseconds,
    double hbmRead,
    double externalRead,
    double asked,
    long hbmWritten,
    long externalWritten,
    long movedIn,
    long movedOut) {}
