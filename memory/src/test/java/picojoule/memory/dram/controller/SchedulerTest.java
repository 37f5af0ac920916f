package picojoule.memory.dram.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.memory.dram.Command;
import picojoule.memory.dram.DramSpec;

class SchedulerTest {

  private static final DramSpec SPEC = RandomDevice.shipped("DDR4_3200");
  private static final long ROW_BYTES = 8192L * 16;

  /**
   * Reads of one bank that arrive at once, each named by its row. Without a cap, row hits go while
   * PRE has to wait. With a cap of two, C is overtaken by two reads of A: then no read of B goes
   * before it but the one for which B was opened.
   */
  @ParameterizedTest
  @CsvSource({
    "IN_ORDER, ABCBBAA, 1, ABCBBAA",
    "OLDEST_READY, ABCBBAA, 1, AAABBBC",
    "ROW_HITS_FIRST, ABCBBAA, 2, AAABCBB",
    "ROW_HITS_FIRST, ABCBBAA, 3, AAABBCB",
    "ROW_HITS_FIRST, ABCBBAA, 9, AAABBBC"
  })
  void servesRowsInItsOrder(Scheduler.Kind scheduler, String asked, int cap, String served) {
    ControllerPolicy policy =
        new ControllerPolicy(
            32, 32, 26, 6, scheduler, cap, new RowPolicy(RowPolicy.FOREVER), RefreshMode.NONE);
    List<TracedRequest> requests = new ArrayList<>();
    for (int i = 0; i < asked.length(); i++) {
      requests.add(new TracedRequest(false, (asked.charAt(i) - 'A') * ROW_BYTES + 64L * i, 0));
    }
    StringBuilder rows = new StringBuilder();
    new Replay(SPEC, policy)
        .run(
            TracedRequest.source(requests),
            true,
            (tick, command, bank, row, column) -> {
              if (command == Command.RD) {
                rows.append((char) ('A' + row));
              }
            });
    assertThat(rows).hasToString(served);
  }
}
