package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where in an address the bits stand that select the channel. */
final class ChannelInterleaving {

  private ChannelInterleaving() {}

  /**
   * The text of a mapping with the bits of the channel moved so that consecutive addresses stay in
   * a channel for so many bytes; all other bits keep their order.
   *
   * @throws IllegalArgumentException where the bytes are no power of two of at least a burst and at
   *     most a channel
   */
  static String moved(AddressMapping mapping, Organisation organisation, long bytes) {
    long bursts = bytes / organisation.burstBytes();
    long channelBytes = organisation.capacityBytes() / organisation.channels();
    if (Long.bitCount(bytes) != 1 || bursts < 1 || bytes > channelBytes) {
      throw new IllegalArgumentException(
          "channels cannot take turns after %d B: give a power of two from %d B to %d B"
              .formatted(bytes, organisation.burstBytes(), channelBytes));
    }
    int position = Long.numberOfTrailingZeros(bursts);
    String[] words = mapping.toString().strip().split("\\s+", -1);
    List<String> moved = new ArrayList<>();
    int shift = 0;
    boolean placed = false;
    for (int i = 0; i < words.length; i++) {
      AddressMapping.Piece piece = mapping.pieces().get(i);
      if (piece.field() == AddressMapping.Field.CHANNEL) {
        continue;
      }
      String name = words[words.length - 1 - i].replaceFirst(":.*", "");
      int below = placed ? 0 : Math.min(piece.bits(), position - shift);
      if (below > 0) {
        moved.add(name + ":" + below);
      }
      shift += below;
      if (!placed && shift == position) {
        moved.add(AddressMapping.Field.CHANNEL.text());
        placed = true;
      }
      if (piece.bits() > below) {
        moved.add(name + ":" + (piece.bits() - below));
      }
    }
    Collections.reverse(moved);
    return String.join(" ", moved);
  }
}
