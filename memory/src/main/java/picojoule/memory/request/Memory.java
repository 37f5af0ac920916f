package picojoule.memory.request;

/** A memory that carries out transfers. */
public interface Memory {

  /**
   * Accepts a transfer now; it completes at a later tick. Any number may be under way, and those
   * that need the same part of the memory are worked on in order of submission, so whoever submits
   * bounds how many it has outstanding.
   *
   * @param transfer configured, and not under way
   * @throws IllegalArgumentException where it reaches beyond the memory
   * @throws IllegalStateException where it is already under way
   */
  void submit(Transfer transfer);

  /** Bytes that it holds; addresses are below. */
  long capacityBytes();
}
