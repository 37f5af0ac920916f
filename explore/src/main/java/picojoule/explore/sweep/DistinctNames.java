package picojoule.explore.sweep;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the rows of a table call files: by the name that a file gives itself where no other file has
 * the same one, else as the user wrote it.
 */
final class DistinctNames {

  private record Names(String own, String written) {}

  private final Map<Path, Names> byFile = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();

  void add(Path file, String own, String written) {
    if (byFile.putIfAbsent(file, new Names(own, written)) == null) {
      uses.merge(own, 1, Integer::sum);
    }
  }

  /** The name of a file that was added, once all are. */
  String of(Path file) {
    Names names = byFile.get(file);
    return uses.get(names.own()) == 1 ? names.own() : names.written();
  }
}
