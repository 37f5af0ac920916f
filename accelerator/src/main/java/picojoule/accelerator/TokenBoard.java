package picojoule.accelerator;

import picojoule.isa.Token;

/**
 * The credits of all tokens: how many there are, when each was given, and what had kept its giver.
 * Credits of one token are taken in the order in which they were given, so that what a wait is put
 * down to does not depend on a later credit that happens to come in the same tick.
 */
final class TokenBoard {

  private static final Token[] TOKENS = Token.values();

  /**
   * Credits of a token of which is known when they were given; of older ones it does not matter.
   */
  private static final int REMEMBERED = 64;

  private static final long LONG_AGO = -1;

  private final int[] credits = new int[TOKENS.length];
  private final int[] remembered = new int[TOKENS.length];
  private final int[] oldest = new int[TOKENS.length];
  private final long[][] given = new long[TOKENS.length][REMEMBERED];
  private final StallCause[][] causes = new StallCause[TOKENS.length][REMEMBERED];
  private final long[] takenGiven = new long[TOKENS.length];
  private final StallCause[] takenCauses = new StallCause[TOKENS.length];

  /** Takes one credit of each token of a mask, or none where one is missing. */
  boolean take(int mask) {
    for (int left = mask; left != 0; left &= left - 1) {
      if (credits[Integer.numberOfTrailingZeros(left)] == 0) {
        return false;
      }
    }
    for (int left = mask; left != 0; left &= left - 1) {
      takeOldest(Integer.numberOfTrailingZeros(left));
    }
    return true;
  }

  private void takeOldest(int token) {
    if (remembered[token] == credits[token]) {
      takenGiven[token] = given[token][oldest[token]];
      takenCauses[token] = causes[token][oldest[token]];
      oldest[token] = (oldest[token] + 1) % REMEMBERED;
      remembered[token]--;
    } else {
      takenGiven[token] = LONG_AGO;
    }
    credits[token]--;
  }

  /** Gives credits without anybody having waited, as a program does at its start. */
  void grant(Token token, int count) {
    // They count as older than all that was given before.
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
    int index = token.ordinal();
    if (remembered[index] == REMEMBERED) {
      oldest[index] = (oldest[index] + 1) % REMEMBERED;
      remembered[index]--;
    }
    int newest = (oldest[index] + remembered[index]) % REMEMBERED;
    given[index][newest] = now;
    causes[index][newest] = cause == null ? StallCause.of(token) : cause;
    remembered[index]++;
    credits[index]++;
  }

  /**
   * What a wait was for: of the credits of a mask, which have just been taken, the one that was
   * given last, if that was after the wait began.
   *
   * @return null where all credits had been there before
   */
  StallCause lastCause(int mask, long since) {
    StallCause cause = null;
    long latest = since;
    for (int left = mask; left != 0; left &= left - 1) {
      int token = Integer.numberOfTrailingZeros(left);
      if (takenGiven[token] > latest) {
        latest = takenGiven[token];
        cause = takenCauses[token];
      }
    }
    return cause;
  }

  int credits(Token token) {
    return credits[token.ordinal()];
  }
}
