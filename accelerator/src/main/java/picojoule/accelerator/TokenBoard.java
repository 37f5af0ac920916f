package picojoule.accelerator;

import picojoule.isa.Token;

/** The credits of all tokens, and what each token's consumer last waited for. */
final class TokenBoard {

  private static final Token[] TOKENS = Token.values();

  private final int[] credits = new int[TOKENS.length];
  private final long[] lastGiven = new long[TOKENS.length];
  private final StallCause[] causes = new StallCause[TOKENS.length];

  TokenBoard() {
    for (Token token : TOKENS) {
      causes[token.ordinal()] = StallCause.of(token);
    }
  }

  /** Takes one credit of each token of a mask, or none where one is missing. */
  boolean take(int mask) {
    for (int left = mask; left != 0; left &= left - 1) {
      if (credits[Integer.numberOfTrailingZeros(left)] == 0) {
        return false;
      }
    }
    for (int left = mask; left != 0; left &= left - 1) {
      credits[Integer.numberOfTrailingZeros(left)]--;
    }
    return true;
  }

  /** Gives credits without anybody having waited, as a program does at its start. */
  void grant(Token token, int count) {
    credits[token.ordinal()] += count;
  }

  /**
   * Gives one credit of a token.
   *
   * @param now the current tick
   * @param cause what kept the token's producer longest, or null where nothing did: the wait for
   *     the token is then put down to the producer itself
   */
  void give(Token token, long now, StallCause cause) {
    credits[token.ordinal()]++;
    lastGiven[token.ordinal()] = now;
    causes[token.ordinal()] = cause == null ? StallCause.of(token) : cause;
  }

  /**
   * What a wait was for: the token of a mask that came last, if it came after the wait began.
   *
   * @return null where all credits had been there before
   */
  StallCause lastCause(int mask, long since) {
    StallCause cause = null;
    long latest = since;
    for (int left = mask; left != 0; left &= left - 1) {
      int token = Integer.numberOfTrailingZeros(left);
      if (lastGiven[token] > latest) {
        latest = lastGiven[token];
        cause = causes[token];
      }
    }
    return cause;
  }

  int credits(Token token) {
    return credits[token.ordinal()];
  }
}
