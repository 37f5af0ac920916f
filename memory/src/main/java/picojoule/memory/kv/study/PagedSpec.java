package picojoule.memory.kv.study;

import picojoule.config.Dimension;
import picojoule.config.Section;
import picojoule.memory.kv.access.AccessPattern;
import picojoule.memory.kv.access.PatternKind;
import picojoule.memory.kv.cache.KeptState;
import picojoule.memory.kv.cache.MemorySystem;
import picojoule.memory.kv.cache.PageLayout;

/**
 * What a paged study runs, its policies left aside.
 *
 * @param weightBytes that one layer's step reads from HBM beside the cache
 * @param hbmPages of HBM that each layer has: an equal share
 * @param externalPages of external memory that each layer has
 */
record PagedSpec(
    int layers,
    double weightBytes,
    MemorySystem memories,
    PageLayout layout,
    int promptTokens,
    int steps,
    int hbmPages,
    int externalPages,
    AccessPattern accesses) {

  private static final int MOST_TOKENS = 1 << 22;

  static PagedSpec read(Section study) {
    Section model = study.section("model");
    Section cache = study.section("cache");
    int layers = model.integer("layers", 1, 1024);
    KeptState kept = KeptState.read(model, cache);
    int groups = cache.integer("head-groups", 1, 1024);
    if (groups > 1 && !kept.hasHeads()) {
      throw cache.bad("head-groups", groups + " groups of a state without heads; give 1");
    }
    if (kept instanceof KeptState.KeysAndValues heads && heads.heads() % groups != 0) {
      throw cache.bad(
          "head-groups",
          groups + " do not divide the " + heads.heads() + " heads; give a divisor of them");
    }
    long tokenBits = (kept.bitsPerToken() + groups - 1) / groups;
    PageLayout layout =
        new PageLayout(cache.integer("page-tokens", 1, 1 << 16), groups, (tokenBits + 7) / 8);
    MemorySystem memories = MemorySystem.read(study);
    int prompt = study.section("prompt").integer("tokens", 1, MOST_TOKENS);
    int steps = study.section("decode").integer("tokens", 1, MOST_TOKENS);
    int most = layout.pages(prompt + steps);
    int hbmPages = pages(study, "hbm", memories.hbmCapacity(), layers, layout, most);
    int externalPages = pages(study, "external", memories.externalCapacity(), layers, layout, most);
    if (hbmPages + externalPages < most) {
      throw study
          .section("memories")
          .section("external")
          .bad(
              "cache-capacity",
              "%d pages a layer fit both memories, %d are needed; give at least %d B"
                  .formatted(
                      hbmPages + externalPages,
                      most,
                      (long) (most - hbmPages) * layers * layout.pageBytes()));
    }
    return new PagedSpec(
        layers,
        model.quantityOrZero("weight-bytes-per-layer", Dimension.DATA),
        memories,
        layout,
        prompt,
        steps,
        hbmPages,
        externalPages,
        PatternKind.read(
            study.section("accesses"),
            layout,
            new PatternKind.Extent(layers, prompt, steps, most)));
  }

  private static int pages(
      Section study, String memory, long capacity, int layers, PageLayout layout, int most) {
    long pages = capacity / layers / layout.pageBytes();
    if (pages == 0) {
      throw study
          .section("memories")
          .section(memory)
          .bad(
              "cache-capacity",
              "a page of %d bytes is larger than a layer's share of %d; give at least %d B"
                  .formatted(layout.pageBytes(), capacity / layers, layout.pageBytes() * layers));
    }
    return (int) Math.min(pages, most);
  }

  int mostPages() {
    return layout.pages(promptTokens + steps);
  }
}
