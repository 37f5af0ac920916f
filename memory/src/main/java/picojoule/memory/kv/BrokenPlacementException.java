package picojoule.memory.kv;

/**
 * A placement that broke its own rules: a page in two places or in none, a memory over its
 * capacity, bytes read that nobody asked for. Never the user's fault; a run that throws it must not
 * be believed.
 */
public final class BrokenPlacementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What did not hold, with the two figures that should have been equal or in order. */
  public BrokenPlacementException(String message) {
    super(message);
  }
}
