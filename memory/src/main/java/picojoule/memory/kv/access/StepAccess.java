package picojoule.memory.kv.access;

/** The pages that attention reads in one step, each once, and how many tokens of each. */
public final class StepAccess {

  private final int[] pages;
  private final int[] tokens;
  private int count;

  public StepAccess(int mostPages) {
    pages = new int[mostPages];
    tokens = new int[mostPages];
  }

  public void clear() {
    count = 0;
  }

  public void add(int page, int tokensRead) {
    pages[count] = page;
    tokens[count++] = tokensRead;
  }

  public int count() {
    return count;
  }

  public int page(int index) {
    return pages[index];
  }

  public int tokens(int index) {
    return tokens[index];
  }
}
