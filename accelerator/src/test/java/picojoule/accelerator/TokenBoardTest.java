package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picojoule.isa.Token;

class TokenBoardTest {

  private static final int FREE = Token.RESULTS_FREE.mask();
  private static final int WEIGHTS = Token.WEIGHTS_READY.mask();

  private final TokenBoard board = new TokenBoard();

  @Test
  void aWaitIsForTheCreditThatWasTakenNotForALaterOne() {
    board.give(Token.RESULTS_FREE, 10, null);
    board.give(Token.RESULTS_FREE, 30, null);
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 20)).isNull();
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 20)).isEqualTo(StallCause.VECTOR);
    assertThat(board.take(FREE)).isFalse();
  }

  @Test
  void theLastOfSeveralTokensIsTheCause() {
    board.give(Token.WEIGHTS_READY, 40, StallCause.STORE);
    board.give(Token.RESULTS_FREE, 30, null);
    assertThat(board.take(FREE | WEIGHTS)).isTrue();
    assertThat(board.lastCause(FREE | WEIGHTS, 20)).isEqualTo(StallCause.STORE);
    assertThat(board.lastCause(FREE | WEIGHTS, 40)).isNull();
  }

  @Test
  void grantedCreditsWereNeverWaitedFor() {
    board.grant(Token.RESULTS_FREE, 2);
    board.give(Token.RESULTS_FREE, 30, null);
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 0)).isNull();
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 0)).isNull();
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 0)).isEqualTo(StallCause.VECTOR);
  }

  @Test
  void creditsWithoutNumberAreCountedAndTheNewestRemembered() {
    for (int i = 1; i <= 1000; i++) {
      board.give(Token.RESULTS_FREE, i, null);
    }
    assertThat(board.credits(Token.RESULTS_FREE)).isEqualTo(1000);
    for (int i = 1; i < 1000; i++) {
      assertThat(board.take(FREE)).isTrue();
      assertThat(board.lastCause(FREE, 999)).isNull();
    }
    assertThat(board.take(FREE)).isTrue();
    assertThat(board.lastCause(FREE, 999)).isEqualTo(StallCause.VECTOR);
    assertThat(board.take(FREE)).isFalse();
  }
}
