package picojoule.memory.kv.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.config.Section;
import picojoule.memory.kv.cache.PageLayout;

/**
 * Accesses from a file, a line each step and layer: {@code step,layer,0-15 18 40-47}. Steps count
 * from 0, when the prompt is there; a layer may be {@code *} for all; ranges include both ends.
 */
final class TracedAccess implements AccessPattern {

  private static final Pattern LINE =
      Pattern.compile("(\\d{1,9})\\s*,\\s*(\\d{1,4}|\\*)\\s*,\\s*([\\d\\s-]*)");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
  private static final int ALL_LAYERS = -1;

  private final PageLayout layout;
  private final Map<Long, int[]> ranges;
  private final String file;

  private TracedAccess(PageLayout layout, Map<Long, int[]> ranges, String file) {
    this.layout = layout;
    this.ranges = ranges;
    this.file = file;
  }

  static AccessPattern read(Section section, PageLayout layout, PatternKind.Extent extent) {
    Path file = file(section);
    Map<Long, int[]> ranges = new HashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean isHeader = i == 0 && line.startsWith("step,");
      if (!line.isEmpty() && !isHeader) {
        line(line, ranges, extent, file + ": line " + (i + 1));
      }
    }
    TracedAccess trace = new TracedAccess(layout, ranges, file.toString());
    for (int step = 0; step < extent.steps(); step++) {
      for (int layer = 0; layer < extent.layers(); layer++) {
        trace.ranges(step, layer);
      }
    }
    return trace;
  }

  private static Path file(Section section) {
    String name = section.text("file");
    Path beside = Path.of(section.origin("file")).resolveSibling(name);
    return Files.exists(beside) ? beside : Path.of(name);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "is no UTF-8 text");
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read; give a file of accesses");
    }
  }

  private static void line(
      String line, Map<Long, int[]> ranges, PatternKind.Extent extent, String where) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new BadInputException(
          where, "'" + shortened(line) + "' is no step; give step,layer,0-15 18 40-47");
    }
    int step = Integer.parseInt(matcher.group(1));
    int layer = matcher.group(2).equals("*") ? ALL_LAYERS : Integer.parseInt(matcher.group(2));
    if (layer >= extent.layers()) {
      throw new BadInputException(
          where, "there is no layer " + layer + "; the model has 0 to " + (extent.layers() - 1));
    }
    if (ranges.put(key(step, layer), tokens(matcher.group(3), extent.promptTokens() + step, where))
        != null) {
      throw new BadInputException(where, "step " + step + " of this layer is there twice");
    }
  }

  /** First and last token of each range, in their order. */
  private static int[] tokens(String text, int written, String where) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
    int[] tokens = new int[2 * words.length];
    int next = 0;
    for (int i = 0; i < words.length; i++) {
      Matcher range = RANGE.matcher(words[i]);
      if (!range.matches()) {
        throw new BadInputException(where, "'" + shortened(words[i]) + "' is no range of tokens");
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (last < first) {
        throw new BadInputException(where, "range " + words[i] + " runs backwards");
      }
      if (last >= written) {
        throw new BadInputException(
            where, "token " + last + " is not yet written; there are 0 to " + (written - 1));
      }
      if (first < next) {
        throw new BadInputException(
            where,
            "range " + words[i] + " overlaps what stands before it, or is out of order; sort them");
      }
      tokens[2 * i] = first;
      tokens[2 * i + 1] = last;
      next = last + 1;
    }
    return tokens;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static long key(int step, int layer) {
    return ((long) step << 16) | (layer & 0xffff);
  }

  private int[] ranges(int step, int layer) {
    int[] found = ranges.get(key(step, layer));
    found = found == null ? ranges.get(key(step, ALL_LAYERS)) : found;
    if (found == null) {
      throw new BadInputException(
          file, "has no line for step " + step + ", layer " + layer + "; set decode.tokens lower");
    }
    return found;
  }

  @Override
  public AccessSource layer(int layer) {
    return new AccessSource() {
      private int step;

      @Override
      public void next(int tokens, StepAccess to) {
        add(ranges(step++, layer), to);
      }
    };
  }

  private void add(int[] ranges, StepAccess to) {
    int page = -1;
    int read = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      int first = ranges[i];
      while (first <= ranges[i + 1]) {
        int its = first / layout.tokens();
        int end = Math.min(ranges[i + 1] + 1, (its + 1) * layout.tokens());
        if (its != page) {
          addAll(page, read, to);
          page = its;
          read = 0;
        }
        read += end - first;
        first = end;
      }
    }
    addAll(page, read, to);
  }

  /** Every head group reads the same tokens. */
  private void addAll(int page, int tokens, StepAccess to) {
    for (int group = 0; group < layout.groups() && page >= 0; group++) {
      to.add(page * layout.groups() + group, tokens);
    }
  }
}
