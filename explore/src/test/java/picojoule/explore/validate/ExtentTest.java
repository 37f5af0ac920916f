package picojoule.explore.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtentTest {

  @Test
  void anExtentIsAProductOfWordsAndNumbers() {
    assertThat(Extent.parse("3 * hidden").of(Map.of("hidden", 768L))).isEqualTo(2304);
    assertThat(Extent.parse("heads*tokens*2").of(Map.of("heads", 4L, "tokens", 5L))).isEqualTo(40);
  }

  @Test
  void aWordThatStandsForNothingIsNamedWithThoseThatDo() {
    assertThatThrownBy(() -> Extent.parse("hiden").of(Map.of("hidden", 1L)))
        .hasMessage("'hiden' stands for nothing here; there is hidden");
  }
}
