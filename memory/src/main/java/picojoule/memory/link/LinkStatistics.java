package picojoule.memory.link;

/**
 * What a link did.
 *
 * @param requests that it sent
 * @param mostOutstanding the most of one kind, reads or writes, that waited for their answer at
 *     once
 * @param toMemory requests to read and written data
 * @param fromMemory read data and acknowledgements
 */
public record LinkStatistics(
    long requests, int mostOutstanding, Direction toMemory, Direction fromMemory) {

  /**
   * One direction.
   *
   * @param packets that were sent
   * @param payloadBytes data in them
   * @param wireBytes all bytes of them
   * @param busyNanoseconds in which the wires carried something
   * @param peakBytesPerSecond that the wires carry at most
   */
  public record Direction(
      long packets,
      long payloadBytes,
      long wireBytes,
      double busyNanoseconds,
      double peakBytesPerSecond) {}
}
