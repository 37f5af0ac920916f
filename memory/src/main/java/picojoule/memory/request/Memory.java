package picojoule.memory.request;

/** A memory that carries out transfers. */
public interface Memory {

  /**
   * Accepts a transfer now. Any number may be under way; each channel of the memory works on them
   * in order of submission, so whoever submits bounds how many it has outstanding.
   *
   * @param transfer configured, and not under way
   * @throws IllegalArgumentException where it reaches beyond the memory
   * @throws IllegalStateException where it is already under way
   */
  void submit(Transfer transfer);
}
