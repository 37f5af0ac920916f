package picojoule.memory.sram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.sim.Activity;

class ScratchpadTest {

  private static ScratchpadSpec read(String yaml) {
    return ScratchpadSpec.read(
        "weight-buffer", ConfigFile.read("pad.yaml", new StringReader(yaml)));
  }

  @Test
  void movesAWordPerPortOfEveryBankInACycle() {
    ScratchpadSpec spec = read("{capacity: 256 KiB, banks: 4, ports: 2, word: 32 B}");
    Scratchpad pad = new Scratchpad(spec, new Activity());

    assertThat(spec.bytesPerCycle()).isEqualTo(256);
    assertThat(pad.cycles(0)).isZero();
    assertThat(pad.cycles(1)).isEqualTo(1);
    assertThat(pad.cycles(256)).isEqualTo(1);
    assertThat(pad.cycles(257)).isEqualTo(2);
  }

  @Test
  void countsAccessesInWords() {
    Activity activity = new Activity();
    Scratchpad pad =
        new Scratchpad(read("{capacity: 1 KiB, banks: 1, ports: 1, word: 32 B}"), activity);

    pad.read(33);
    pad.read(64);
    pad.write(1);

    assertThat(activity.value("weight-buffer", "read")).isEqualTo(4);
    assertThat(activity.value("weight-buffer", "write")).isEqualTo(1);
  }

  @Test
  void holdsNoMoreThanItsCapacityAndGivesBackNoMoreThanItHolds() {
    Scratchpad pad =
        new Scratchpad(read("{capacity: 1 KiB, banks: 1, ports: 1, word: 32 B}"), new Activity());

    pad.allocate(1000);
    assertThatThrownBy(() -> pad.allocate(25))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("weight-buffer overflows");
    pad.free(600);
    pad.allocate(24);
    assertThat(pad.allocatedBytes()).isEqualTo(424);
    assertThat(pad.mostAllocatedBytes()).isEqualTo(1000);
    assertThatThrownBy(() -> pad.free(425)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesACapacityThatIsNoWholeNumberOfBankWords() {
    assertThatThrownBy(() -> read("{capacity: 100 B, banks: 2, ports: 1, word: 32 B}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("pad.yaml: capacity: a capacity of 100 bytes is no whole number");
  }
}
