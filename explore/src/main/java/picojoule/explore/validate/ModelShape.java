package picojoule.explore.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import picojoule.config.Section;

/**
 * The shape of a transformer, in the words that descriptions of work use.
 *
 * @param name of the model
 * @param words {@code blocks, hidden, feed-forward, heads, cache-heads, vocabulary, gates}, and
 *     what follows from them: {@code head}, the width of one; {@code cache}, that of all keys of a
 *     token; {@code sharing}, heads that share keys and values
 */
record ModelShape(String name, Map<String, Long> words) {

  private static final int MOST = 1 << 24;

  /** Reads a model. */
  static ModelShape read(Section section) {
    Map<String, Long> words = new LinkedHashMap<>();
    for (String key : new String[] {"blocks", "hidden", "feed-forward", "heads", "vocabulary"}) {
      words.put(key, (long) section.integer(key, 1, MOST));
    }
    words.put("gates", (long) section.integer("gates", 0, 1));
    long heads = words.get("heads");
    long cacheHeads = section.integer("cache-heads", 1, (int) heads);
    if (heads % cacheHeads != 0) {
      throw section.bad("cache-heads", cacheHeads + " does not divide heads, " + heads);
    }
    if (words.get("hidden") % heads != 0) {
      throw section.bad("heads", heads + " does not divide hidden, " + words.get("hidden"));
    }
    long head = words.get("hidden") / heads;
    words.put("cache-heads", cacheHeads);
    words.put("head", head);
    words.put("cache", head * cacheHeads);
    words.put("sharing", heads / cacheHeads);
    return new ModelShape(section.text("name"), Map.copyOf(words));
  }

  /** The words and some more. */
  Map<String, Long> with(Map<String, Long> more) {
    Map<String, Long> all = new LinkedHashMap<>(words);
    all.putAll(more);
    return all;
  }
}
