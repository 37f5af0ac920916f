package picojoule.pe.datapath;

import java.util.Arrays;

/**
 * Scales and zero points of weights: weight = multiplier · 2^−shift · (code − zero point), one
 * multiplier and zero point for each feature and each group of consecutive weights along K, one
 * shift for all. Scales are thus fixed-point numbers and a product has an exact value.
 */
public final class GroupScaling {

  /** The greatest shift. */
  public static final int MAX_SHIFT = 62;

  private final int features;
  private final int groups;
  private final int group;
  private final int shift;
  private final int[] multipliers;
  private final int[] zeroPoints;

  /**
   * The scaling of a weight matrix.
   *
   * @param features N
   * @param groups ⌈K / group⌉
   * @param group weights that share a scale; the last group may have fewer
   * @param shift right shift that is common to all scales, 0 to {@link #MAX_SHIFT}
   * @param multipliers by feature, then by group; copied
   * @param zeroPoints by feature, then by group; copied
   */
  public GroupScaling(
      int features, int groups, int group, int shift, int[] multipliers, int[] zeroPoints) {
    if (features < 1 || groups < 1 || group < 1) {
      throw new IllegalArgumentException(
          "features, groups and group are at least 1, not "
              + features
              + ", "
              + groups
              + " and "
              + group);
    }
    if (shift < 0 || shift > MAX_SHIFT) {
      throw new IllegalArgumentException("a shift is 0 to " + MAX_SHIFT + ", not " + shift);
    }
    long scales = (long) features * groups;
    if (multipliers.length != scales || zeroPoints.length != scales) {
      throw new IllegalArgumentException(
          features
              + " features of "
              + groups
              + " groups do not have "
              + multipliers.length
              + " multipliers and "
              + zeroPoints.length
              + " zero points");
    }
    this.features = features;
    this.groups = groups;
    this.group = group;
    this.shift = shift;
    this.multipliers = multipliers.clone();
    this.zeroPoints = zeroPoints.clone();
  }

  /** Weights that are their codes: one group, scale 1, zero point 0. */
  public static GroupScaling unscaled(int features, int k) {
    int[] ones = new int[features];
    Arrays.fill(ones, 1);
    return new GroupScaling(features, 1, k, 0, ones, new int[features]);
  }

  public int groups() {
    return groups;
  }

  public int group() {
    return group;
  }

  public int shift() {
    return shift;
  }

  public int multiplier(int feature, int groupIndex) {
    return multipliers[feature * groups + groupIndex];
  }

  public int zeroPoint(int feature, int groupIndex) {
    return zeroPoints[feature * groups + groupIndex];
  }

  void check(int n, int k) {
    long covered = (long) groups * group;
    if (features != n || covered < k || covered - group >= k) {
      throw new IllegalArgumentException(
          "weights of "
              + n
              + "x"
              + k
              + " are not "
              + features
              + " features of "
              + groups
              + " groups of "
              + group);
    }
  }
}
