package picojoule.memory.kv.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picojoule.config.BadInputException;
import picojoule.config.Section;
import picojoule.memory.kv.BrokenPlacementException;
import picojoule.memory.kv.KvReport;
import picojoule.memory.kv.KvReport.PolicyFigures;
import picojoule.memory.kv.KvStudy;
import picojoule.memory.kv.policy.PlacementPolicy;
import picojoule.memory.kv.policy.PolicyKind;
import picojoule.memory.kv.policy.Surroundings;

/** A study of the paged cache: policies side by side over the same accesses. */
public final class PagedStudy implements KvStudy {

  private static final PlaceListener NOBODY = (step, table) -> {};

  private final String name;
  private final PagedSpec spec;
  private final List<NamedPolicy> policies;
  private final int calibration;
  private final int seed;

  private PagedStudy(
      String name, PagedSpec spec, List<NamedPolicy> policies, int calibration, int seed) {
    this.name = name;
    this.spec = spec;
    this.policies = policies;
    this.calibration = calibration;
    this.seed = seed;
  }

  /**
   * Reads a study.
   *
   * @throws BadInputException where it cannot be used
   */
  public static PagedStudy read(Section study) {
    PagedSpec spec = PagedSpec.read(study);
    List<NamedPolicy> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : study.sections("policies")) {
      String name = section.has("name") ? section.text("name") : section.text("policy");
      if (!names.add(name)) {
        throw section.bad("name", "'" + name + "' is there twice; give each policy its own");
      }
      policies.add(new NamedPolicy(name, PolicyKind.read(section)));
    }
    Section annealing = study.section("annealing");
    PagedStudy read =
        new PagedStudy(
            study.text("name"),
            spec,
            List.copyOf(policies),
            annealing.integer("calibration-steps", 1, 1 << 22),
            annealing.integer("seed", 0, Integer.MAX_VALUE));
    study.rejectUnknownKeys();
    return read;
  }

  @Override
  public KvReport run(Spread spread) {
    LayerBounds[] bounds = new LayerBounds[spec.layers()];
    spread.each(bounds.length, layer -> bounds[layer] = new LayerBounds(spec).of(layer));
    double bound = 0;
    double oracle = 0;
    long asked = 0;
    for (LayerBounds layer : bounds) {
      bound += layer.bound();
      oracle += layer.oracle();
      asked += layer.asked();
    }
    List<PolicyFigures> figures = new ArrayList<>();
    for (NamedPolicy policy : policies) {
      figures.add(figures(policy, spread, asked, oracle));
    }
    return new KvReport(name, spec.steps(), bound, oracle, figures);
  }

  private PolicyFigures figures(NamedPolicy policy, Spread spread, long asked, double oracle) {
    List<Integer> tuned = tuned(policy);
    LayerTotals[] layers = new LayerTotals[spec.layers()];
    spread.each(
        layers.length,
        layer ->
            layers[layer] =
                new LayerRun(spec, made(policy, tuned), layer).run(spec.steps(), NOBODY));
    LayerTotals sum = layers[0];
    for (int i = 1; i < layers.length; i++) {
      sum = sum.plus(layers[i]);
    }
    check(policy, sum, asked, oracle);
    return figures(policy.name(), sum, tuned);
  }

  /** Watches where the pages of the first layer are under one policy. */
  public void watch(String policy, PlaceListener listener) {
    NamedPolicy watched =
        policies.stream()
            .filter(one -> one.name().equals(policy))
            .findFirst()
            .orElseThrow(
                () -> BadInputException.unknown("--policy", "policy", policy, policyNames()));
    new LayerRun(spec, made(watched, tuned(watched)), 0).run(spec.steps(), listener);
  }

  /** The policies' names, in the order of the study. */
  public List<String> policyNames() {
    return policies.stream().map(NamedPolicy::name).toList();
  }

  /** Decoded tokens. */
  public int steps() {
    return spec.steps();
  }

  /** Bytes of HBM for the cache. */
  public long hbmCapacity() {
    return spec.memories().hbmCapacity();
  }

  /** The least that it could be: a page each layer. */
  public long leastHbmCapacity() {
    return spec.layers() * spec.layout().pageBytes();
  }

  /** Pages of a layer at the end. */
  public int mostPages() {
    return spec.mostPages();
  }

  private PlacementPolicy made(NamedPolicy policy, List<Integer> tuned) {
    return policy
        .maker()
        .make(
            new Surroundings(spec.memories(), spec.layout(), spec.weightBytes(), spec.mostPages()),
            tuned);
  }

  private List<Integer> tuned(NamedPolicy policy) {
    if (!policy.maker().isTuned()) {
      return List.of();
    }
    int steps = Math.min(calibration, spec.steps());
    return new Annealing(
            settings ->
                new LayerRun(spec, made(policy, settings), 0).run(steps, NOBODY).nanoseconds(),
            seed)
        .best();
  }

  private static void check(NamedPolicy policy, LayerTotals sum, long asked, double oracle) {
    if (sum.hbmRead() + sum.externalRead() != asked) {
      throw new BrokenPlacementException(
          "%s: %d tokens read from both memories, %d asked for"
              .formatted(policy.name(), sum.hbmRead() + sum.externalRead(), asked));
    }
    if (sum.nanoseconds() < oracle * (1 - 1e-9)) {
      throw new BrokenPlacementException(
          "%s: %.0f ns is less than the oracle's %.0f"
              .formatted(policy.name(), sum.nanoseconds(), oracle));
    }
  }

  private PolicyFigures figures(String name, LayerTotals sum, List<Integer> tuned) {
    long bytes = spec.layout().tokenBytes();
    Map<String, Long> traffic = new LinkedHashMap<>();
    traffic.put("weights_read", Math.round(sum.weightBytes()));
    traffic.put("hbm_read", sum.hbmRead() * bytes);
    traffic.put("external_read", sum.externalRead() * bytes);
    traffic.put("hbm_write", sum.hbmWritten() * bytes);
    traffic.put("external_write", sum.externalWritten() * bytes);
    traffic.put("moved_in", sum.movedIn() * bytes);
    traffic.put("moved_out", sum.movedOut() * bytes);
    traffic.put("link_inward", (sum.externalRead() + sum.movedIn()) * bytes);
    traffic.put("link_outward", (sum.externalWritten() + sum.movedOut()) * bytes);
    Map<String, Double> settings = new LinkedHashMap<>();
    if (!tuned.isEmpty()) {
      settings.put("window", (double) tuned.get(0));
      settings.put("ratio", tuned.get(1) / 10.0);
    }
    return new PolicyFigures(
        name,
        sum.nanoseconds(),
        (double) sum.hbmRead() / (sum.hbmRead() + sum.externalRead()),
        sum.energyPicojoules(spec.memories(), bytes),
        traffic,
        settings);
  }
}
