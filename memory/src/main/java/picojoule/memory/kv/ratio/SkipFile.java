package picojoule.memory.kv.ratio;

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

/**
 * Skipped tokens from a file in the publication's form, a line each step of attention: {@code
 * n,layer,0,[3,17,18],False}, where n counts the tokens that are already there. A layer may be
 * {@code *} for all of them. Lines of the MLP ({@code n,layer,1,[],False}) say nothing; steps
 * without a line skip nothing.
 */
final class SkipFile implements SkippedTokens {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{1,9})\\s*,\\s*(\\d{1,4}|\\*)\\s*,\\s*([01])\\s*,\\s*\\[([\\d\\s,]*)\\]\\s*,\\s*([Ff]alse|[Tt]rue)");
  private static final int ALL_LAYERS = -1;

  private final Map<Long, int[]> tokensByStep;

  private SkipFile(Map<Long, int[]> tokensByStep) {
    this.tokensByStep = tokensByStep;
  }

  static SkipFile read(Path file, RatioSpec spec) {
    Map<Long, int[]> steps = new HashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new BadInputException(file.toString(), "is no UTF-8 text");
    } catch (IOException e) {
      throw new BadInputException(file.toString(), "cannot be read; give a file of skipped tokens");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean isHeader = i == 0 && line.startsWith("n,");
      if (!line.isEmpty() && !isHeader) {
        step(steps, line, file + ": line " + (i + 1), spec);
      }
    }
    return new SkipFile(steps);
  }

  private static void step(Map<Long, int[]> steps, String line, String where, RatioSpec spec) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new BadInputException(
          where, "'" + shortened(line) + "' is no step; give n,layer,0,[token,token],False");
    }
    int tokens = Integer.parseInt(matcher.group(1));
    boolean all = matcher.group(2).equals("*");
    int layer = all ? ALL_LAYERS : Integer.parseInt(matcher.group(2));
    if (layer >= spec.layers()) {
      throw new BadInputException(
          where, "there is no layer " + layer + "; the model has 0 to " + (spec.layers() - 1));
    }
    if (matcher.group(5).equalsIgnoreCase("true")) {
      throw new BadInputException(where, "skips a whole layer, which is not modelled; give False");
    }
    boolean isMlp = matcher.group(3).equals("1");
    int[] skipped = tokens(matcher.group(4), tokens, where);
    if (isMlp && skipped.length > 0) {
      throw new BadInputException(where, "the MLP reads no tokens, so it can skip none; give []");
    }
    if (!isMlp && steps.put(key(tokens, layer), skipped) != null) {
      throw new BadInputException(where, "the step of " + tokens + " tokens is there twice");
    }
  }

  private static int[] tokens(String list, int tokens, String where) {
    if (list.isBlank()) {
      return new int[0];
    }
    String[] words = list.strip().split("\\s*,\\s*", -1);
    int[] ids = new int[words.length];
    long[] seen = new long[(tokens >> 6) + 1];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = id(words[i], where);
      if (ids[i] >= tokens) {
        throw new BadInputException(
            where, "token " + ids[i] + " is not yet written; there are 0 to " + (tokens - 1));
      }
      if ((seen[ids[i] >> 6] & (1L << ids[i])) != 0) {
        throw new BadInputException(where, "token " + ids[i] + " is there twice");
      }
      seen[ids[i] >> 6] |= 1L << ids[i];
    }
    return ids;
  }

  private static int id(String word, String where) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new BadInputException(where, "'" + shortened(word) + "' is no token's number");
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static long key(int tokens, int layer) {
    return ((long) tokens << 16) | (layer & 0xffff);
  }

  @Override
  public int skip(int tokens, int layer, long[] bits) {
    int[] skipped = tokensByStep.get(key(tokens, layer));
    if (skipped == null) {
      skipped = tokensByStep.get(key(tokens, ALL_LAYERS));
    }
    if (skipped == null) {
      return 0;
    }
    for (int token : skipped) {
      bits[token >> 6] |= 1L << token;
    }
    return skipped.length;
  }
}
