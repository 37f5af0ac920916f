package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelInterleavingTest {

  @ParameterizedTest
  @ValueSource(longs = {32, 64, 256, 1024, 4096, 1 << 20, 1 << 28})
  void channelsTakeTurnsAfterSoManyBytesAndNoTwoBurstsShareAPlace(long bytes) {
    DramSpec plain = DramConfigs.hbm2With();
    DramSpec spec = plain.interleaved(bytes);
    int burstBytes = spec.organisation().burstBytes();
    int channels = spec.organisation().channels();
    Random random = new Random(bytes);
    Set<List<Integer>> places = new HashSet<>();
    Set<Long> bursts = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      long burst = random.nextLong(spec.organisation().capacityBytes() / burstBytes);
      assertThat(spec.mapping().channel(burst))
          .isEqualTo((int) (burst * burstBytes / bytes % channels));
      bursts.add(burst);
      places.add(
          List.of(
              spec.mapping().channel(burst),
              spec.mapping().bankInChannel(burst),
              spec.mapping().row(burst),
              spec.mapping().column(burst)));
    }
    assertThat(places).hasSameSizeAs(bursts);
    assertThat(spec.peakBytesPerSecond()).isEqualTo(plain.peakBytesPerSecond());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void stacksSideBySideHaveSoManyTimesTheChannels(int stacks) {
    DramSpec one = DramConfigs.hbm2With();
    DramSpec all = one.stacked(stacks);
    assertThat(all.organisation().channels()).isEqualTo(stacks * one.organisation().channels());
    assertThat(all.organisation().capacityBytes())
        .isEqualTo(stacks * one.organisation().capacityBytes());
    assertThat(all.peakBytesPerSecond()).isEqualTo(stacks * one.peakBytesPerSecond());
  }

  @ParameterizedTest
  @CsvSource({"16", "48", "2147483648"})
  void turnsThatAreNoPowerOfTwoOrShorterThanABurstAreRefused(long bytes) {
    assertThatThrownBy(() -> DramConfigs.hbm2With().interleaved(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("channels cannot take turns after " + bytes + " B");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 256})
  void noOtherNumberOfStacksIsTaken(int stacks) {
    assertThatThrownBy(() -> DramConfigs.hbm2With().stacked(stacks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give a power of two up to 128");
  }
}
