package picojoule.explore.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefetchingMemoryTest {

  private final RefetchingMemory memory = new RefetchingMemory(8, 100, 100);

  @Test
  void anOperandThatFitsItsBufferLetsTheOtherComeOnce() {
    assertThat(memory.cycles(100, 1000, 10)).isEqualTo(1110);
    assertThat(memory.cycles(1000, 100, 10)).isEqualTo(1110);
  }

  @Test
  void whereNeitherFitsTheOneComesAgainForWhichThatMovesLess() {
    // Inputs once for each of 10 fills of weights move 2000, weights for each of 2 of inputs 2000.
    assertThat(memory.cycles(1000, 200, 0)).isEqualTo(2 * 1000 + 200);
    assertThat(memory.cycles(150, 1000, 0)).isEqualTo(150 + 2 * 1000);
  }

  @Test
  void cyclesAreRoundedDownAsTheAuthorsDo() {
    assertThat(new RefetchingMemory(16, 100, 100).cycles(1, 1, 1)).isEqualTo(1);
  }
}
