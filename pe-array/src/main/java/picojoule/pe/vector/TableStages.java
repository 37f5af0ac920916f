package picojoule.pe.vector;

/**
 * What a table adds to a lane: comparators, the read of slope and intercept, a multiply-add.
 *
 * @param cyclesPerElement between two elements that are looked up, in each pass of an operation
 * @param depth stages ahead of the lane's own
 */
public record TableStages(int cyclesPerElement, int depth) {

  public TableStages {
    if (cyclesPerElement < 1 || depth < 0) {
      throw new IllegalArgumentException(
          "a table takes at least one cycle per element and no stages or more, not "
              + cyclesPerElement
              + " and "
              + depth);
    }
  }
}
