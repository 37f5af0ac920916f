package picojoule.memory.dram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picojoule.config.ConfigFile;
import picojoule.config.Section;

class CommandTimesTest {

  private static final int FIRST = 100;

  private static final DramSpec TWO_RANKS =
      DramSpec.read(
          ConfigFile.with(
              ConfigFile.read(
                  Path.of(
                      System.getProperty("picojoule.root"),
                      "configs/memory/ramulator-2.1/DDR4_3200.yaml")),
              List.of("organisation.ranks=2")));

  /** Every shipped device by its file. */
  private static Map<String, DramSpec> devices() throws IOException {
    Path root = Path.of(System.getProperty("picojoule.root"), "configs/memory");
    Map<String, DramSpec> devices = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        Section section = ConfigFile.read(file);
        // The others are policies for devices, and devices of a profile without a table of rules.
        if (section.has("standard") && section.has("constraints")) {
          devices.put(root.relativize(file).toString(), DramSpec.read(section));
        }
      }
    }
    assertThat(devices).containsKey("ramulator-2.1/DDR4_3200.yaml");
    return devices;
  }

  /** Not ready a cycle before its latency has passed, ready then, and free elsewhere. */
  @Test
  void holdsEveryRuleOfEveryDeviceTightlyAndOnlyInItsPart() throws IOException {
    devices()
        .forEach(
            (device, spec) -> {
              for (Constraint rule : Set.copyOf(spec.constraints())) {
                for (int bank : banks(spec, rule.preceding())) {
                  CommandTimes times = new CommandTimes(spec.organisation(), List.of(rule));
                  for (int i = 0; i < rule.window(); i++) {
                    assertReady(
                        device, spec, times, rule.following(), other -> Long.MIN_VALUE, FIRST - 1);
                    times.issue(rule.preceding().ordinal(), bank, FIRST + i);
                  }
                  assertReady(
                      device,
                      spec,
                      times,
                      rule.following(),
                      other ->
                          isAbout(spec, rule, bank, other)
                              ? FIRST + rule.latency()
                              : Long.MIN_VALUE,
                      -1);
                }
              }
            });
  }

  /** The longest of all rules for two commands decides, whatever other rules the table has. */
  @Test
  void holdsTheLongestOfAllRulesBetweenTwoCommandsOfEveryDevice() throws IOException {
    devices()
        .forEach(
            (device, spec) -> {
              for (Command preceding : Command.values()) {
                for (int bank : banks(spec, preceding)) {
                  CommandTimes times = new CommandTimes(spec.organisation(), spec.constraints());
                  times.issue(preceding.ordinal(), bank, FIRST);
                  for (Command following : Command.values()) {
                    List<Constraint> rules =
                        spec.constraints().stream()
                            .filter(rule -> rule.window() == 1)
                            .filter(rule -> rule.preceding() == preceding)
                            .filter(rule -> rule.following() == following)
                            .toList();
                    assertReady(
                        device,
                        spec,
                        times,
                        following,
                        other ->
                            rules.stream()
                                .filter(rule -> isAbout(spec, rule, bank, other))
                                .mapToLong(rule -> FIRST + rule.latency())
                                .max()
                                .orElse(Long.MIN_VALUE),
                        -1);
                  }
                }
              }
            });
  }

  /**
   * Checks when a command is ready in every bank.
   *
   * @param expected by bank; the least value where nothing delays it
   * @param free the latest cycle that counts as no delay
   */
  private static void assertReady(
      String device,
      DramSpec spec,
      CommandTimes times,
      Command command,
      IntToLongFunction expected,
      long free) {
    int step = command.isAllBanks() ? 1 << spec.organisation().shift(spec.refreshScope()) : 1;
    for (int bank = 0; bank < spec.organisation().banksPerChannel(); bank += step) {
      long ready = ready(times, spec, command, bank);
      long wanted = expected.applyAsLong(bank);
      if (wanted == Long.MIN_VALUE ? ready > free : ready != wanted) {
        throw new AssertionError(
            "%s: %s to bank %d is ready at %d, not %d"
                .formatted(device, command, bank, ready, wanted));
      }
    }
  }

  /** Some banks that a command may name: those to all banks go by the first one. */
  private static Set<Integer> banks(DramSpec spec, Command command) {
    int shift = command.isAllBanks() ? spec.organisation().shift(spec.refreshScope()) : 0;
    int count = spec.organisation().banksPerChannel();
    return Stream.of(0, count / 2 - 1, count - 1)
        .map(bank -> (bank >>> shift) << shift)
        .collect(Collectors.toSet());
  }

  private static boolean isAbout(DramSpec spec, Constraint rule, int bank, int other) {
    Organisation organisation = spec.organisation();
    int shift = organisation.shift(rule.level());
    boolean same = (bank >>> shift) == (other >>> shift);
    if (!rule.sibling()) {
      return same;
    }
    int parent = organisation.shift(Level.values()[rule.level().ordinal() - 1]);
    return !same && (bank >>> parent) == (other >>> parent);
  }

  /** As in stacked DDR4, where refreshes of logical ranks are tRFC_dlr apart. */
  @Test
  void holdsRulesBetweenCommandsToAllBanksOfSiblingRanks() {
    Constraint apart = new Constraint(Level.RANK, Command.REF, Command.REF, 30, 1, true);
    CommandTimes times = new CommandTimes(TWO_RANKS.organisation(), List.of(apart));
    times.issue(Command.REF.ordinal(), 0, FIRST);
    assertThat(ready(times, TWO_RANKS, Command.REF, 16)).isEqualTo(FIRST + 30);
    assertThat(ready(times, TWO_RANKS, Command.REF, 0)).isLessThan(0);
  }

  @Test
  void holdsWindowsOfARankForCommandsToAllItsBanks() {
    Constraint window = new Constraint(Level.RANK, Command.ACT, Command.REF, 30, 2);
    CommandTimes times = new CommandTimes(TWO_RANKS.organisation(), List.of(window));
    times.issue(Command.ACT.ordinal(), 0, FIRST);
    assertThat(ready(times, TWO_RANKS, Command.REF, 0)).isLessThan(0);
    times.issue(Command.ACT.ordinal(), 5, FIRST + 1);
    assertThat(ready(times, TWO_RANKS, Command.REF, 0)).isEqualTo(FIRST + 30);
    assertThat(ready(times, TWO_RANKS, Command.REF, 16)).isLessThan(0);
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

  private static long ready(CommandTimes times, DramSpec spec, Command command, int bank) {
    return command.isAllBanks()
        ? times.allBanks(
            command.ordinal(),
            spec.refreshScope(),
            bank >>> spec.organisation().shift(spec.refreshScope()))
        : times.ready(command.ordinal(), bank);
  }
}
