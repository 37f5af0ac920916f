package picojoule.memory.kv.ratio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picojoule.config.Section;
import picojoule.memory.kv.KvReport;
import picojoule.memory.kv.KvReport.PolicyFigures;
import picojoule.memory.kv.KvStudy;

/** A study of the published model: its policies side by side, with the bound and the oracle. */
public final class RatioStudy implements KvStudy {

  private final String name;
  private final RatioSpec spec;
  private final SkippedTokens skips;
  private final List<RatioPolicy> policies;
  private final double weightsInHbmOfBound;

  private RatioStudy(
      String name,
      RatioSpec spec,
      SkippedTokens skips,
      List<RatioPolicy> policies,
      double weightsInHbmOfBound) {
    this.name = name;
    this.spec = spec;
    this.skips = skips;
    this.policies = policies;
    this.weightsInHbmOfBound = weightsInHbmOfBound;
  }

  /**
   * Reads a study.
   *
   * @throws picojoule.config.BadInputException where it cannot be used
   */
  public static RatioStudy read(Section study) {
    RatioSpec spec = RatioSpec.read(study);
    List<RatioPolicy> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : study.sections("policies")) {
      RatioPolicy policy = RatioPolicy.read(section, spec);
      if (!names.add(policy.name())) {
        throw section.bad("name", "'" + policy.name() + "' is there twice; give each its own");
      }
      policies.add(policy);
    }
    RatioStudy read =
        new RatioStudy(
            study.text("name"),
            spec,
            skips(study.section("skips"), spec),
            List.copyOf(policies),
            study.section("bound").number("weights-in-hbm", 0, 1));
    study.rejectUnknownKeys();
    return read;
  }

  private static SkippedTokens skips(Section section, RatioSpec spec) {
    return switch (section.text("pattern")) {
      case "none" -> SkippedTokens.NONE;
      case "every" -> SkippedTokens.every(section.integer("period", 1, 1 << 20));
      case "oldest" -> SkippedTokens.oldest(section.number("share", 0, 1));
      case "file" -> SkipFile.read(file(section), spec);
      default ->
          throw section.bad(
              "pattern", "'" + section.text("pattern") + "' is none of: none, every, oldest, file");
    };
  }

  /** A path of a config is beside it; one of the command line is where the user is. */
  private static Path file(Section section) {
    String name = section.text("file");
    Path beside = Path.of(section.origin("file")).resolveSibling(name);
    return Files.exists(beside) ? beside : Path.of(name);
  }

  @Override
  public KvReport run(Spread spread) {
    RatioBounds bounds = new RatioBounds(spec, skips);
    PolicyFigures[] figures = new PolicyFigures[policies.size()];
    spread.each(figures.length, i -> figures[i] = figures(policies.get(i)));
    return new KvReport(
        name,
        spec.decodeTokens(),
        bounds.published(weightsInHbmOfBound),
        bounds.oracle(),
        List.of(figures));
  }

  private PolicyFigures figures(RatioPolicy policy) {
    RatioResult result = new RatioRun(spec, policy, skips).run();
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("hbm_read", Math.round(result.hbmRead()));
    bytes.put("external_read", Math.round(result.externalRead()));
    bytes.put("hbm_write", result.hbmWritten());
    bytes.put("external_write", result.externalWritten());
    bytes.put("moved_in", result.movedIn());
    bytes.put("moved_out", result.movedOut());
    return new PolicyFigures(
        policy.name(), result.nanoseconds(), result.hbmRead() / result.asked(), 0, bytes, Map.of());
  }
}
