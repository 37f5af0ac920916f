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
  private static final long BANK_BYTES = 8192L * 4;

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
    List<TracedRequest> requests = new ArrayList<>();
    for (int i = 0; i < asked.length(); i++) {
      requests.add(new TracedRequest(false, (asked.charAt(i) - 'A') * ROW_BYTES + 64L * i, 0));
    }
    StringBuilder rows = new StringBuilder();
    new Replay(SPEC, policy(scheduler, cap))
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

  /**
   * Reads of two banks of a group that arrive at once: one that opens the row of each, three more
   * of the second bank, three of the first, and one of another row (B) of the first. Row hits of
   * the first bank go before older ones of the second, so that its next row opens while those are
   * read.
   */
  @ParameterizedTest
  @CsvSource({"ROW_HITS_FIRST, 01000111B", "OLDEST_READY, 01111000B"})
  void drainsRowsThatOthersWaitToReplace(Scheduler.Kind scheduler, String served) {
    List<TracedRequest> requests = new ArrayList<>();
    for (char bank : "01111000".toCharArray()) {
      requests.add(new TracedRequest(false, (bank - '0') * BANK_BYTES + 64L * requests.size(), 0));
    }
    requests.add(new TracedRequest(false, ROW_BYTES, 0));
    StringBuilder banks = new StringBuilder();
    new Replay(SPEC, policy(scheduler, 16))
        .run(
            TracedRequest.source(requests),
            true,
            (tick, command, bank, row, column) -> {
              if (command == Command.RD) {
                banks.append((char) (row == 0 ? '0' + bank : 'A' + row));
              }
            });
    assertThat(banks).hasToString(served);
  }

  private static ControllerPolicy policy(Scheduler.Kind scheduler, int cap) {
    return new ControllerPolicy(
        32, 32, 26, 6, scheduler, cap, new RowPolicy(RowPolicy.FOREVER), RefreshMode.NONE, 1, 0);
  }
}
