package picojoule.memory.dram.transfer;

import picojoule.memory.dram.AddressMapping;
import picojoule.memory.request.Transfer;

/**
 * Which channels are simulated. Channels that have had the same requests, but for the bits of the
 * address that select the channel, are in the same state: of those one is simulated and stands for
 * all, until a transfer has different bursts for some of them, which then go on by themselves. Idle
 * ones that come to the same state again, as they do after a refresh, go together again. Nothing is
 * approximated; what is interleaved evenly over the channels costs the time of one.
 */
final class LockStep {

  /** The place of a share without bursts. */
  private static final long NOWHERE = -1;

  private static final long EVERY_CHANNEL = -1;

  private final Channel[] channels;
  private final AddressMapping mapping;
  private final Joined joined;
  private final long channelMask;
  private final long[] channelValues;
  private final int burstShift;

  /** Bytes after which the channels repeat. */
  private final long stripeBytes;

  /** By channel, the one that stands for it. */
  private final int[] leaders;

  /** By channel that stands for others, how many with itself; 0 for the others. */
  private final int[] sizes;

  /** How many stand for others, or go by themselves. */
  private int groups = 1;

  /** Where the last transfer's bursts of a channel begin and end, the channel's bits left out. */
  private final long[] begins;

  private final long[] ends;

  /** All channels are alike. */
  LockStep(Channel[] channels, AddressMapping mapping, int burstShift, Joined joined) {
    this.channels = channels;
    this.mapping = mapping;
    this.joined = joined;
    this.burstShift = burstShift;
    channelMask = mapping.channelMask();
    stripeBytes = Math.max(1, 2 * Long.highestOneBit(channelMask)) << burstShift;
    int count = channels.length;
    channelValues = new long[count];
    for (int i = 0; i < count; i++) {
      channelValues[i] = mapping.channelValue(i);
    }
    leaders = new int[count];
    sizes = new int[count];
    sizes[0] = count;
    begins = new long[count];
    ends = new long[count];
  }

  /** For how many channels one stands, itself among them; 0 where another one stands for it. */
  int size(int channel) {
    return sizes[channel];
  }

  /** Whether one channel stands for another. */
  boolean leads(int leader, int channel) {
    return leaders[channel] == leader;
  }

  /**
   * Adds the channels' shares of a transfer.
   *
   * @return how many channels have one
   */
  int add(Transfer transfer, long arrivalCycle) {
    if (groups > 1) {
      join(arrivalCycle);
    }
    if (groups < channels.length && !isEven(transfer)) {
      separate(transfer);
    }
    long having = having(transfer);
    int shares = 0;
    for (int i = 0; i < channels.length; i++) {
      boolean mayHave = i >= Long.SIZE || (having >>> i & 1) != 0;
      if (mayHave && sizes[i] > 0 && channels[i].add(transfer, arrivalCycle)) {
        shares += sizes[i];
      }
    }
    return shares;
  }

  /**
   * The channels, of the first ones, that may have a share: of a few bursts, just those that do.
   */
  private long having(Transfer transfer) {
    long first = transfer.address() >>> burstShift;
    long last = (transfer.address() + transfer.rowBytes() - 1) >>> burstShift;
    if (groups < channels.length || transfer.rows() > 1 || last - first >= channels.length) {
      return EVERY_CHANNEL;
    }
    long having = 0;
    for (long burst = first; burst <= last; burst++) {
      having |= 1L << mapping.channel(burst);
    }
    return having;
  }

  /** Whether every channel has the same bursts of every row. */
  private boolean isEven(Transfer transfer) {
    return transfer.address() % stripeBytes == 0
        && transfer.rowBytes() % stripeBytes == 0
        && (transfer.rows() == 1 || transfer.pitchBytes() % stripeBytes == 0);
  }

  /** Lets channels go by themselves that have other bursts than the one that stands for them. */
  private void separate(Transfer transfer) {
    boolean regular = transfer.rows() == 1 || transfer.pitchBytes() % stripeBytes == 0;
    long first = transfer.address() >>> burstShift;
    long behind = ((transfer.address() + transfer.rowBytes() - 1) >>> burstShift) + 1;
    for (int i = 0; i < channels.length; i++) {
      begins[i] = regular ? place(first, i) : i;
      ends[i] = regular ? place(behind, i) : i;
      if (regular && begins[i] == ends[i]) {
        begins[i] = NOWHERE;
        ends[i] = NOWHERE;
      }
    }
    for (int i = 0; i < channels.length; i++) {
      int leader = leaders[i];
      if (leader != i && (begins[i] != begins[leader] || ends[i] != ends[leader])) {
        leave(i, leader);
      }
    }
  }

  /** The place among a channel's bursts of the first one that is not before another burst. */
  private long place(long burst, int channel) {
    return Share.firstAtOrAfter(burst, channelMask, channelValues[channel]) & ~channelMask;
  }

  /** Lets idle channels go together again that have come to the same state. */
  private void join(long end) {
    for (int i = 0; i < channels.length; i++) {
      if (sizes[i] > 0 && channels[i].isIdle()) {
        channels[i].simulate(end);
      }
    }
    for (int i = 0; i < channels.length; i++) {
      if (sizes[i] == 0 || !channels[i].isIdle()) {
        continue;
      }
      for (int j = i + 1; j < channels.length; j++) {
        if (sizes[j] > 0 && channels[i].isLike(channels[j])) {
          follow(j, i);
        }
      }
    }
  }

  private void follow(int channel, int leader) {
    joined.accept(channel, leader);
    for (int i = channel; i < channels.length; i++) {
      if (leaders[i] == channel) {
        leaders[i] = leader;
      }
    }
    sizes[leader] += sizes[channel];
    sizes[channel] = 0;
    groups--;
  }

  /** Is told that a channel is simulated no longer. */
  interface Joined {
    void accept(int channel, int leader);
  }

  /** A channel goes by itself, with all later ones that go the same way. */
  private void leave(int channel, int leader) {
    channels[channel].become(channels[leader]);
    groups++;
    for (int i = channel; i < channels.length; i++) {
      if (leaders[i] == leader && begins[i] == begins[channel] && ends[i] == ends[channel]) {
        leaders[i] = channel;
        sizes[channel]++;
        sizes[leader]--;
      }
    }
  }
}
