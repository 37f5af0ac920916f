package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which bits of an address select what: field names from the most to the least significant, above
 * the offset in a burst. {@code row bank column channel pseudo-channel bank-group} sends
 * consecutive bursts to all bank groups of a pseudo channel before it goes to the next one. A field
 * may be split: {@code column:3} takes three bits, and {@code column} alone takes those that are
 * left, the more significant piece of a field standing first.
 */
public final class AddressMapping {

  /** What bits of an address select. */
  enum Field {
    CHANNEL,
    PSEUDO_CHANNEL,
    BANK_GROUP,
    BANK,
    ROW,
    COLUMN;

    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int size(Organisation organisation) {
      return switch (this) {
        case CHANNEL -> organisation.channels();
        case PSEUDO_CHANNEL -> organisation.pseudoChannels();
        case BANK_GROUP -> organisation.bankGroups();
        case BANK -> organisation.banks();
        case ROW -> organisation.rows();
        case COLUMN -> organisation.burstsPerRow();
      };
    }
  }

  /** Bits of a burst's number that are bits of a field's value. */
  private record Piece(Field field, int shift, int bits) {}

  private final String text;
  private final BitSelection channel;
  private final BitSelection pseudoChannel;
  private final BitSelection select;
  private final BitSelection bank;
  private final BitSelection row;
  private final BitSelection column;
  private final long selectMask;
  private final long bankGroupMask;

  private AddressMapping(String text, List<Piece> pieces) {
    this.text = text;
    channel = selection(pieces, Field.CHANNEL);
    pseudoChannel = selection(pieces, Field.PSEUDO_CHANNEL);
    select = selection(pieces, Field.PSEUDO_CHANNEL, Field.CHANNEL);
    bankGroupMask = selection(pieces, Field.BANK_GROUP).mask();
    bank = selection(pieces, Field.BANK, Field.BANK_GROUP);
    row = selection(pieces, Field.ROW);
    column = selection(pieces, Field.COLUMN);
    selectMask = select.mask();
  }

  /**
   * Reads a mapping.
   *
   * @throws IllegalArgumentException where it names no field, lacks one, or gives one more bits
   *     than it has
   */
  public static AddressMapping parse(String text, Organisation organisation) {
    String[] names = text.strip().split("\\s+", -1);
    int[] left = new int[Field.values().length];
    for (Field field : Field.values()) {
      left[field.ordinal()] = Integer.numberOfTrailingZeros(field.size(organisation));
    }
    boolean[] named = new boolean[left.length];
    List<Piece> pieces = new ArrayList<>();
    int shift = 0;
    for (int i = names.length - 1; i >= 0; i--) {
      int colon = names[i].indexOf(':');
      Field field = field(colon < 0 ? names[i] : names[i].substring(0, colon), text);
      named[field.ordinal()] = true;
      int bits = colon < 0 ? rest(field, names, left) : bits(names[i].substring(colon + 1), text);
      if (bits > left[field.ordinal()]) {
        throw new IllegalArgumentException(
            "'" + text + "' gives " + field.text() + " more bits than it has");
      }
      pieces.add(new Piece(field, shift, bits));
      left[field.ordinal()] -= bits;
      shift += bits;
    }
    for (Field field : Field.values()) {
      if (left[field.ordinal()] > 0) {
        throw new IllegalArgumentException(
            "'%s' lacks %s%s"
                .formatted(
                    text,
                    named[field.ordinal()] ? left[field.ordinal()] + " bits of " : "the field ",
                    field.text()));
      }
    }
    return new AddressMapping(text, pieces);
  }

  /** The bits of a field that its pieces with a stated number leave to the one without. */
  private static int rest(Field field, String[] names, int[] left) {
    // Pieces are taken from the least significant on: those still ahead of this one are stated.
    int stated = 0;
    boolean passed = false;
    for (int i = names.length - 1; i >= 0; i--) {
      if (names[i].equals(field.text())) {
        if (passed) {
          throw new IllegalArgumentException(
              "the field " + field.text() + " stands twice without a number of bits");
        }
        passed = true;
      } else if (passed && names[i].startsWith(field.text() + ":")) {
        stated += bits(names[i].substring(field.text().length() + 1), names[i]);
      }
    }
    return Math.max(0, left[field.ordinal()] - stated);
  }

  private static int bits(String number, String text) {
    if (!number.matches("\\d{1,2}")) {
      throw new IllegalArgumentException("'" + number + "' in '" + text + "' is no number of bits");
    }
    return Integer.parseInt(number);
  }

  private static Field field(String name, String text) {
    for (Field field : Field.values()) {
      if (field.text().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' in '"
            + text
            + "' is no field; there is: channel, pseudo-channel, bank-group, bank, row, column");
  }

  /** The value of a field, or of several side by side, the least significant first. */
  private static BitSelection selection(List<Piece> pieces, Field... fields) {
    List<Piece> own =
        Arrays.stream(fields)
            .flatMap(field -> pieces.stream().filter(piece -> piece.field() == field))
            .filter(piece -> piece.bits() > 0)
            .toList();
    int[] shifts = own.stream().mapToInt(Piece::shift).toArray();
    int[] bits = own.stream().mapToInt(Piece::bits).toArray();
    return new BitSelection(shifts, bits);
  }

  /** The channel of a burst. */
  public int channel(long burst) {
    return channel.extract(burst);
  }

  /** The pseudo channel in its channel. */
  public int pseudoChannel(long burst) {
    return pseudoChannel.extract(burst);
  }

  /** The bank in its pseudo channel: bank group · banks + bank. */
  public int bank(long burst) {
    return bank.extract(burst);
  }

  /** The row in its bank. */
  public int row(long burst) {
    return row.extract(burst);
  }

  /** The burst in its row. */
  public int column(long burst) {
    return column.extract(burst);
  }

  /** The bits of a burst's number that are its row's: equal for bursts of the same row. */
  long rowMask() {
    return row.mask();
  }

  /** The pseudo channel in the whole device: channel · pseudo channels + pseudo channel. */
  int select(long burst) {
    return select.extract(burst);
  }

  /** The bits of a burst's number that select channel and pseudo channel. */
  long selectMask() {
    return selectMask;
  }

  /** Those bits for one pseudo channel. */
  long selectValue(int channelNumber, int pseudoChannelNumber) {
    return channel.deposit(channelNumber) | pseudoChannel.deposit(pseudoChannelNumber);
  }

  /** The bank group bits that are the lowest but for those that select a pseudo channel. */
  long lowBankGroupMask() {
    return lowestOf(bankGroupMask, 0);
  }

  /** The column bits that follow, but for those that select a pseudo channel. */
  long columnMaskAbove(long lower) {
    return lowestOf(column.mask(), lower);
  }

  private long lowestOf(long mask, long lower) {
    long lowest = 0;
    for (long bit = 1; (bit & (mask | lower | selectMask)) != 0; bit <<= 1) {
      lowest |= bit & mask;
    }
    return lowest;
  }

  @Override
  public String toString() {
    return text;
  }
}
