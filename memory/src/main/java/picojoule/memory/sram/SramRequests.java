package picojoule.memory.sram;

import java.util.Arrays;

/** The words that clients present in a cycle, by bank and, in a bank, in order of their clients. */
final class SramRequests {

  private static final int NONE = -1;

  private final int[] clients;
  private final int[] indices;
  private final int[] nexts;
  private int size;

  private final int[] heads;
  private final int[] tails;
  private final int[] wanted;
  private int wantedSize;

  SramRequests(int banks, int most) {
    clients = new int[most];
    indices = new int[most];
    nexts = new int[most];
    heads = new int[banks];
    tails = new int[banks];
    wanted = new int[banks];
    Arrays.fill(heads, NONE);
  }

  void clear() {
    for (int i = 0; i < wantedSize; i++) {
      heads[wanted[i]] = NONE;
    }
    wantedSize = 0;
    size = 0;
  }

  /** Adds a word of a client that is not before those that have been added. */
  void add(int bank, int client, int index) {
    clients[size] = client;
    indices[size] = index;
    nexts[size] = NONE;
    if (heads[bank] == NONE) {
      heads[bank] = size;
      wanted[wantedSize++] = bank;
    } else {
      nexts[tails[bank]] = size;
    }
    tails[bank] = size++;
  }

  /** How many banks are wanted. */
  int wantedBanks() {
    return wantedSize;
  }

  int wantedBank(int index) {
    return wanted[index];
  }

  /** The first request for a bank, or a negative number. */
  int first(int bank) {
    return heads[bank];
  }

  /** The one behind another, or a negative number. */
  int next(int request) {
    return nexts[request];
  }

  int client(int request) {
    return clients[request];
  }

  /** Which of its client's pending words it is. */
  int index(int request) {
    return indices[request];
  }
}
