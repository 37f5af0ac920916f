package picojoule.memory.kv;

import java.util.List;
import java.util.Map;

/**
 * What a placement study found.
 *
 * @param name of the study
 * @param steps decoded tokens
 * @param boundNanoseconds all memories busy all the time, no capacity, no migration to pay
 * @param oracleNanoseconds the least that a placement with every access known beforehand could take
 * @param policies in the order of the study
 */
public record KvReport(
    String name,
    int steps,
    double boundNanoseconds,
    double oracleNanoseconds,
    List<PolicyFigures> policies) {

  public KvReport {
    policies = List.copyOf(policies);
  }

  /** Tokens per second of a time for all steps. */
  public double tokensPerSecond(double nanoseconds) {
    return steps / nanoseconds * 1e9;
  }

  /**
   * What one policy came to.
   *
   * @param nanoseconds of all steps
   * @param hitRate share of the bytes that attention and MLP asked for that HBM delivered
   * @param energyPicojoules of all bytes; zero where the study has no prices
   * @param bytes by where they went, named as in JSON
   * @param settings what the policy was tuned to, by name; empty where nothing was tuned
   */
  public record PolicyFigures(
      String name,
      double nanoseconds,
      double hitRate,
      double energyPicojoules,
      Map<String, Long> bytes,
      Map<String, Double> settings) {}
}
