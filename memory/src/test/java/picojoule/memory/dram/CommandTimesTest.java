package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandTimesTest {

  private static final DramSpec SPEC = DramSpec.read(DramConfigs.hbm2());

  static Stream<Constraint> rules() {
    return SPEC.constraints().stream();
  }

  /** Not ready a cycle before its latency has passed, ready then, and free elsewhere. */
  @ParameterizedTest
  @MethodSource("rules")
  void holdsEveryRuleTightlyAndOnlyInItsPart(Constraint rule) {
    CommandTimes times = new CommandTimes(SPEC.organisation(), List.of(rule));
    int following = rule.following().ordinal();
    for (int i = 0; i < rule.window(); i++) {
      assertThat(ready(times, following, 5)).isLessThan(100);
      times.issue(rule.preceding().ordinal(), 5, 100 + i);
    }
    assertThat(ready(times, following, 5)).isEqualTo(100 + rule.latency());

    int elsewhere =
        switch (rule.level()) {
          case CHANNEL -> 5;
          case PSEUDO_CHANNEL, RANK -> 5 + 16;
          case BANK_GROUP -> 5 + 4;
          case BANK -> 5 + 1;
        };
    if (rule.level() != Level.CHANNEL) {
      assertThat(ready(times, following, elsewhere)).isLessThan(0);
    }
  }

  /** Four activates tRRDS apart take longer than tFAW, and tRRDL is no longer than tRRDS. */
  @Test
  void knowsRulesThatOtherOnesImply() {
    Constraint apart = rule(Level.PSEUDO_CHANNEL, 4, 1);
    assertThat(apart.implies(rule(Level.BANK_GROUP, 4, 1))).isTrue();
    assertThat(apart.implies(rule(Level.BANK_GROUP, 5, 1))).isFalse();
    assertThat(apart.implies(rule(Level.CHANNEL, 4, 1))).isFalse();
    assertThat(apart.implies(rule(Level.PSEUDO_CHANNEL, 16, 4))).isTrue();
    assertThat(apart.implies(rule(Level.PSEUDO_CHANNEL, 17, 4))).isFalse();
    assertThat(rule(Level.PSEUDO_CHANNEL, 9, 4).implies(apart)).as("a window").isFalse();
  }

  private static Constraint rule(Level level, int latency, int window) {
    return new Constraint(level, Command.ACT, Command.ACT, latency, window);
  }

  private static long ready(CommandTimes times, int command, int bank) {
    int pseudoChannel = bank / SPEC.organisation().banksPerPseudoChannel();
    return Command.values()[command].isAllBanks()
        ? times.allBanks(command, pseudoChannel)
        : Math.max(times.shared(command, pseudoChannel), times.own(command, bank));
  }
}
