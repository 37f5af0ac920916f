package picojoule.pe.datapath;

/** The runs of activations along K that share a table: none reaches over the end of a group. */
final class TableChunks {

  private final int inputs;
  private final int[] starts;
  private final int[] lengths;
  private final int[] firstOfGroup;

  TableChunks(int k, int group, int groups, int inputs) {
    this.inputs = inputs;
    firstOfGroup = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      int length = Math.min(group, k - g * group);
      firstOfGroup[g + 1] = firstOfGroup[g] + (length + inputs - 1) / inputs;
    }
    starts = new int[firstOfGroup[groups]];
    lengths = new int[starts.length];
    for (int g = 0; g < groups; g++) {
      int end = Math.min(k, (g + 1) * group);
      for (int chunk = firstOfGroup[g]; chunk < firstOfGroup[g + 1]; chunk++) {
        starts[chunk] = g * group + (chunk - firstOfGroup[g]) * inputs;
        lengths[chunk] = Math.min(inputs, end - starts[chunk]);
      }
    }
  }

  /** Activations of a table; what a ragged edge lacks is zero. */
  int inputs() {
    return inputs;
  }

  /** Entries of a table: half of the 2^inputs sums, of which the others are the negatives. */
  int entries() {
    return 1 << (inputs - 1);
  }

  int count() {
    return starts.length;
  }

  int start(int chunk) {
    return starts[chunk];
  }

  int length(int chunk) {
    return lengths[chunk];
  }

  /**
   * How many of a group's runs are summed up at once.
   *
   * @param products whole runs; 0 for all of them
   */
  int runs(int products, int ofGroup) {
    return products == 0 ? ofGroup : Math.min(products / inputs, ofGroup);
  }

  /** The first run of a group; for the number of groups, the number of runs. */
  int firstOfGroup(int group) {
    return firstOfGroup[group];
  }
}
