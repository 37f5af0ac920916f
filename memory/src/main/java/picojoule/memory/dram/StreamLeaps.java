package picojoule.memory.dram;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Leaps of a channel over steady streams, when there is one in every pseudo channel that does
 * anything: many column commands at once, each at the cycle at which it would have been issued.
 */
final class StreamLeaps {

  private final Channel channel;
  private final SteadyStream stream;
  private final AddressMapping mapping;
  private final PseudoChannel[] pseudoChannels;
  private long bursts;

  StreamLeaps(
      Channel channel,
      SteadyStream stream,
      AddressMapping mapping,
      PseudoChannel[] pseudoChannels) {
    this.channel = channel;
    this.stream = stream;
    this.mapping = mapping;
    this.pseudoChannels = pseudoChannels;
  }

  /** The bursts leaped over so far. */
  long bursts() {
    return bursts;
  }

  /**
   * Leaps if possible.
   *
   * @param end the first cycle that something not yet submitted could reach
   * @return the cycle of the last command leaped over, or -1
   */
  long leap(long end) {
    int leaped = possible(end);
    if (leaped == 0 || !interleaves()) {
      return -1;
    }
    if (channel.isListenedTo()) {
      tell(leaped);
    }
    long last = -1;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (!pseudoChannel.isResting()) {
        last = Math.max(last, pseudoChannel.leap(leaped));
        bursts += leaped;
      }
    }
    return last;
  }

  /** How many bursts each pseudo channel may leap over, were it not for the others; 0 for none. */
  private int possible(long end) {
    long bound = Long.MAX_VALUE;
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (pseudoChannel.isResting()) {
        bound = Math.min(bound, Math.min(end, pseudoChannel.nextCycle()));
      }
    }
    int most = Integer.MAX_VALUE;
    int least = stream.bankPeriod();
    for (PseudoChannel pseudoChannel : pseudoChannels) {
      if (!pseudoChannel.isResting()) {
        most = Math.min(most, pseudoChannel.steadyBursts(bound));
        least = Math.max(least, pseudoChannel.capacity());
        if (most < least) {
          return 0;
        }
      }
    }
    int whole = most & -stream.bankPeriod();
    return most == Integer.MAX_VALUE || whole < least ? 0 : whole;
  }

  /** Whether the streams of the pseudo channels go on without meeting on the column bus. */
  private boolean interleaves() {
    for (PseudoChannel one : pseudoChannels) {
      for (PseudoChannel other : pseudoChannels) {
        if (one != other && !one.isResting() && !other.isResting()) {
          long apart = Math.abs(one.columnCycle() - other.columnCycle());
          int spacing = stream.spacing(one.columnCommand());
          if (spacing != stream.spacing(other.columnCommand())
              || apart < stream.busSpacing()
              || spacing - apart < stream.busSpacing()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void tell(int leaped) {
    PseudoChannel[] inOrder =
        Arrays.stream(pseudoChannels)
            .filter(pseudoChannel -> !pseudoChannel.isResting())
            .sorted(Comparator.comparingLong(PseudoChannel::columnCycle))
            .toArray(PseudoChannel[]::new);
    long[][] sequences = new long[inOrder.length][];
    for (int j = 0; j < inOrder.length; j++) {
      sequences[j] = inOrder[j].steadySequence(leaped);
    }
    for (int i = 0; i < leaped; i++) {
      for (int j = 0; j < inOrder.length; j++) {
        PseudoChannel pseudoChannel = inOrder[j];
        int command = pseudoChannel.columnCommand();
        long burst = sequences[j][i];
        long cycle = pseudoChannel.columnCycle() + (long) i * stream.spacing(command);
        int bank = pseudoChannel.firstBank() + mapping.bank(burst);
        channel.columnIssued(command, cycle, bank, burst);
      }
    }
  }
}
