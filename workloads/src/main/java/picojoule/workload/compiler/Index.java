package picojoule.workload.compiler;

/**
 * A position along a loop: the loop's iteration plus an offset, or, outside a loop, the offset
 * alone.
 *
 * @param depth of the loop, or {@link #FIXED}
 * @param offset added to the iteration
 */
record Index(int depth, long offset) {

  static final int FIXED = -1;

  static Index fixed(long position) {
    return new Index(FIXED, position);
  }

  Index plus(long more) {
    return new Index(depth, offset + more);
  }
}
