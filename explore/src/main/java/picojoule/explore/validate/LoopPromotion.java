package picojoule.explore.validate;

/**
 * How much an operand moves when its tile is kept while loops go by that do not concern it, as
 * MixPE's simulator counts it: from the innermost loop out, an operand that has always fit so far
 * is multiplied only by loops that it depends on; from the loop on that made it outgrow half its
 * buffer by all of them.
 */
final class LoopPromotion {

  /** Loops over the tiles of batch, columns and rows of pixels, inputs, outputs: a bit each. */
  enum Loop {
    BATCH,
    PIXEL_COLUMN,
    PIXEL_ROW,
    INPUT,
    OUTPUT;

    int bit() {
      return 1 << ordinal();
    }
  }

  /** Loops that activations depend on. */
  static final int OF_ACTIVATIONS =
      Loop.BATCH.bit() | Loop.PIXEL_COLUMN.bit() | Loop.PIXEL_ROW.bit() | Loop.INPUT.bit();

  /** Loops that weights depend on. */
  static final int OF_WEIGHTS = Loop.INPUT.bit() | Loop.OUTPUT.bit();

  /** Loops that outputs depend on. */
  static final int OF_OUTPUTS =
      Loop.BATCH.bit() | Loop.PIXEL_COLUMN.bit() | Loop.PIXEL_ROW.bit() | Loop.OUTPUT.bit();

  private final int dependsOn;
  private final long halfBuffer;
  private long volume;
  private long kept;
  private boolean fits;
  private boolean grew;

  /**
   * An operand.
   *
   * @param dependsOn bits of the loops that need other data of it
   * @param bufferBits capacity of its buffer
   */
  LoopPromotion(int dependsOn, long bufferBits) {
    this.dependsOn = dependsOn;
    halfBuffer = bufferBits / 2;
  }

  /** Starts with a tile of so many bits. */
  void start(long tileBits) {
    volume = tileBits;
    kept = tileBits;
    fits = true;
    grew = false;
  }

  /** Goes out one loop of so many tiles. */
  void pass(Loop loop, long tiles) {
    if (!fits) {
      volume *= tiles;
    } else if ((dependsOn & loop.bit()) != 0) {
      volume *= tiles;
      fits = volume <= halfBuffer;
      if (fits) {
        kept = volume;
        grew = true;
      }
    }
  }

  /** Bits that move in all. */
  long volume() {
    return volume;
  }

  /** Bits of the largest piece that fits. */
  long kept() {
    return kept;
  }

  /** Whether a loop was found after which it still fits. */
  boolean grew() {
    return grew;
  }
}
