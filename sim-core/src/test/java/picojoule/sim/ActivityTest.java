package picojoule.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ActivityTest {

  private final Activity activity = new Activity();

  @Test
  void countsByComponentAndActionInOrderOfMaking() {
    Counter macs = activity.counter("array", "mac", "MAC", "multiply-accumulates");
    Counter reads = activity.counter("sram", "read", "word", "words read");
    macs.add(3);
    reads.add(5);
    macs.add(4);
    assertThat(activity.value("array", "mac")).isEqualTo(7);
    assertThat(activity.snapshot()).containsExactly(7, 5);
    assertThat(activity.counters()).containsExactly(macs, reads);
    assertThat(macs.component()).isEqualTo("array");
    assertThat(macs.action()).isEqualTo("mac");
    assertThat(macs.unit()).isEqualTo("MAC");
    assertThat(macs.description()).isEqualTo("multiply-accumulates");
  }

  @Test
  void aSnapshotStaysWhatItWas() {
    Counter macs = activity.counter("array", "mac", "MAC", "multiply-accumulates");
    long[] before = activity.snapshot();
    macs.add(1);
    assertThat(before).containsExactly(0);
    assertThat(activity.snapshot()).containsExactly(1);
  }

  @Test
  void refusesASecondCounterOfOneAction() {
    activity.counter("array", "mac", "MAC", "multiply-accumulates");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> activity.counter("array", "mac", "MAC", "again"))
        .withMessage("array already counts mac");
    assertThat(activity.counters()).hasSize(1);
  }

  @Test
  void namesThatOnlyLookAlikeTogetherAreDifferentCounters() {
    activity.counter("dram/0", "read", "command", "reads of channel 0").add(1);
    activity.counter("dram", "0/read", "command", "something else").add(2);
    assertThat(activity.value("dram/0", "read")).isEqualTo(1);
    assertThat(activity.value("dram", "0/read")).isEqualTo(2);
  }

  @Test
  void refusesToSayWhatNobodyCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> activity.value("array", "mac"))
        .withMessage("nobody counts array/mac");
  }

  @Test
  void theListOfCountersIsReadOnly() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> activity.counters().clear());
  }
}
