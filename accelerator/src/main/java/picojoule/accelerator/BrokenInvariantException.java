package picojoule.accelerator;

/**
 * A run contradicts itself, or what its program should have done: its result must not be believed.
 */
public final class BrokenInvariantException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenInvariantException(String message) {
    super(message);
  }
}
