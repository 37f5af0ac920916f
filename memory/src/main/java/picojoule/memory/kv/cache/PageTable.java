package picojoule.memory.kv.cache;

import java.util.Arrays;
import picojoule.memory.kv.BrokenPlacementException;

/**
 * Which memory each page of one layer is in: HBM or external memory, never both. It takes the moves
 * of a step down, in tokens of a head group, so that they are paid for.
 */
public final class PageTable {

  private final PageLayout layout;
  private final long[] hbm;
  private final int hbmCapacity;
  private final int externalCapacity;
  private final int[] readTokens;
  private int pages;
  private int sequence;
  private int hbmPages;
  private long movedIn;
  private long movedOut;

  /**
   * An empty table.
   *
   * @param mostPages that will ever be there
   * @param hbmCapacity pages that this layer may have in HBM
   * @param externalCapacity pages that it may have outside
   */
  public PageTable(PageLayout layout, int mostPages, int hbmCapacity, int externalCapacity) {
    this.layout = layout;
    this.hbmCapacity = hbmCapacity;
    this.externalCapacity = externalCapacity;
    hbm = new long[(mostPages >> 6) + 1];
    readTokens = new int[mostPages];
  }

  public PageLayout layout() {
    return layout;
  }

  /** Pages there are. */
  public int pages() {
    return pages;
  }

  public int hbmPages() {
    return hbmPages;
  }

  public int hbmCapacity() {
    return hbmCapacity;
  }

  public boolean hasRoom() {
    return hbmPages < hbmCapacity;
  }

  public boolean inHbm(int page) {
    return (hbm[page >> 6] & (1L << page)) != 0;
  }

  /** Tokens of a page that attention read in this step. */
  public int readTokens(int page) {
    return readTokens[page];
  }

  /** Takes down what attention read of a page in this step. */
  public void read(int page, int tokens) {
    readTokens[page] += tokens;
  }

  /** Begins the next page. */
  public void begin(boolean inHbm) {
    if (inHbm) {
      place(pages);
    }
    pages++;
  }

  /** Sets how long the sequence is. */
  public void grow(int tokens) {
    sequence = tokens;
  }

  /**
   * Moves a page into HBM: a transfer of its own, as the publication counts it, even where
   * attention read the page in this step.
   */
  public void moveIn(int page) {
    if (inHbm(page)) {
      throw new BrokenPlacementException("page " + page + " is moved into HBM, where it is");
    }
    place(page);
    movedIn += layout.filled(page, sequence);
  }

  /** Moves a page out of HBM. */
  public void moveOut(int page) {
    if (!inHbm(page)) {
      throw new BrokenPlacementException("page " + page + " is moved out of HBM, where it is not");
    }
    hbm[page >> 6] &= ~(1L << page);
    hbmPages--;
    movedOut += layout.filled(page, sequence);
  }

  private void place(int page) {
    hbm[page >> 6] |= 1L << page;
    hbmPages++;
  }

  /** Tokens moved into HBM in this step. */
  public long movedIn() {
    return movedIn;
  }

  /** Tokens moved out of it in this step. */
  public long movedOut() {
    return movedOut;
  }

  /** Forgets the step's reads and moves. */
  public void endStep() {
    Arrays.fill(readTokens, 0, pages, 0);
    movedIn = 0;
    movedOut = 0;
  }

  /**
   * Counts again.
   *
   * @throws BrokenPlacementException where a count is off or a memory holds more than it can
   */
  public void check() {
    int found = 0;
    for (long word : hbm) {
      found += Long.bitCount(word);
    }
    int beyond = hbm.length * Long.SIZE > pages ? firstBeyond() : -1;
    if (found != hbmPages || beyond >= 0) {
      throw new BrokenPlacementException(
          "%d pages in HBM, %d counted, %d written".formatted(found, hbmPages, pages));
    }
    if (hbmPages > hbmCapacity || pages - hbmPages > externalCapacity) {
      throw new BrokenPlacementException(
          "%d pages in HBM of %d, %d outside of %d"
              .formatted(hbmPages, hbmCapacity, pages - hbmPages, externalCapacity));
    }
  }

  /** A page in HBM that was never written, or -1. */
  private int firstBeyond() {
    int word = pages >> 6;
    long beyond = hbm[word] & (-1L << pages);
    return beyond == 0 ? -1 : word * Long.SIZE + Long.numberOfTrailingZeros(beyond);
  }
}
