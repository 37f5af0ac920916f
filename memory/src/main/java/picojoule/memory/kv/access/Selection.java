package picojoule.memory.kv.access;

/** Quickselect (Hoare, "Find", CACM 1961). */
final class Selection {

  private Selection() {}

  /**
   * The so-many-th largest of some numbers, which are reordered.
   *
   * @param size how many numbers of the array count
   * @param rank 1 for the largest
   */
  static double largest(double[] numbers, int size, int rank) {
    int wanted = size - rank;
    int low = 0;
    int high = size - 1;
    while (low < high) {
      double pivot = numbers[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (numbers[i] < pivot) {
          i++;
        }
        while (numbers[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = numbers[i];
          numbers[i++] = numbers[j];
          numbers[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return numbers[wanted];
      }
    }
    return numbers[wanted];
  }
}
