package picojoule.memory.dram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.config.ConfigName;
import picojoule.config.Section;

/**
 * Which bits of an address select what: field names from the most to the least significant, above
 * the offset in a burst. {@code row bank column channel pseudo-channel bank-group} sends
 * consecutive bursts to all bank groups of a pseudo channel before it goes to the next one. A field
 * may be split: {@code column:3} takes three bits, and {@code column} alone takes those that are
 * left, the more significant piece of a field standing first.
 *
 * <p>Rank, bank group and bank may be hashed, so that rows in step do not meet in one bank: {@code
 * bank^row} flips the bits of the bank by the least significant ones of the row, {@code
 * bank^row>>2} by those from the third on (permutation-based interleaving; Zhang, Zhu and Zhang,
 * MICRO 2000).
 */
public final class AddressMapping {

  /** What bits of an address select. */
  enum Field {
    CHANNEL,
    PSEUDO_CHANNEL,
    RANK,
    BANK_GROUP,
    BANK,
    ROW,
    COLUMN;

    String text() {
      return ConfigName.of(this);
    }

    int size(Organisation organisation) {
      return switch (this) {
        case CHANNEL -> organisation.channels();
        case PSEUDO_CHANNEL -> organisation.pseudoChannels();
        case RANK -> organisation.ranks();
        case BANK_GROUP -> organisation.bankGroups();
        case BANK -> organisation.banks();
        case ROW -> organisation.rows();
        case COLUMN -> organisation.burstsPerRow();
      };
    }
  }

  /** Bits of a burst's number that are bits of a field's value. */
  record Piece(Field field, int shift, int bits) {}

  /** Bits of the row that flip bits of a bank's number. */
  private record Hash(int shift, int mask, int rowShift) {
    int of(int row) {
      return (row >>> rowShift & mask) << shift;
    }
  }

  /** A field, its hash if any, and its number of bits if stated. */
  private static final Pattern TERM =
      Pattern.compile("([a-z-]+)(\\^row(?:>>(\\d{1,2}))?)?(?::(\\d{1,2}))?");

  private final String text;
  private final List<Piece> pieces;
  private final BitSelection channel;
  private final BitSelection pseudoChannel;
  private final BitSelection bank;
  private final long bankGroupMask;
  private final BitSelection bankInChannel;
  private final BitSelection row;
  private final BitSelection column;

  /** By hashed field, where its lowest bit is in a bank's number, its mask, and the row's shift. */
  private final Hash[] hashes;

  private AddressMapping(String text, List<Piece> pieces, List<Hash> hashes) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
    this.hashes = hashes.toArray(Hash[]::new);
    channel = selection(pieces, Field.CHANNEL);
    pseudoChannel = selection(pieces, Field.PSEUDO_CHANNEL);
    bank = selection(pieces, Field.BANK, Field.BANK_GROUP, Field.RANK);
    bankGroupMask = selection(pieces, Field.BANK_GROUP).mask();
    bankInChannel =
        selection(pieces, Field.BANK, Field.BANK_GROUP, Field.RANK, Field.PSEUDO_CHANNEL);
    row = selection(pieces, Field.ROW);
    column = selection(pieces, Field.COLUMN);
  }

  /**
   * Reads the mapping of a device: the key {@code mapping} is a text, or the name of one of the
   * texts under {@code mappings}.
   *
   * @throws picojoule.config.BadInputException naming the key that is wrong
   */
  public static AddressMapping read(Section section, Organisation organisation) {
    AddressMapping chosen = null;
    if (section.has("mappings")) {
      Section named = section.section("mappings");
      String name = section.text("mapping");
      for (String key : named.keys()) {
        AddressMapping mapping = named.value(key, text -> parse(text, organisation));
        chosen = key.equalsIgnoreCase(name) ? mapping : chosen;
      }
    }
    if (chosen == null && section.has("mappings") && !section.text("mapping").contains(" ")) {
      throw BadInputException.unknown(
          section.where("mapping"),
          "mapping",
          section.text("mapping"),
          section.section("mappings").keys());
    }
    return chosen == null ? section.value("mapping", text -> parse(text, organisation)) : chosen;
  }

  /**
   * Reads the text of a mapping.
   *
   * @throws IllegalArgumentException where it names no field, lacks one, or gives one more bits
   *     than it has
   */
  public static AddressMapping parse(String text, Organisation organisation) {
    List<Term> terms = terms(text);
    int[] left = new int[Field.values().length];
    for (Field field : Field.values()) {
      left[field.ordinal()] = Integer.numberOfTrailingZeros(field.size(organisation));
    }
    boolean[] named = new boolean[left.length];
    List<Piece> pieces = new ArrayList<>();
    List<Hash> hashes = new ArrayList<>();
    int shift = 0;
    for (int i = terms.size() - 1; i >= 0; i--) {
      Term term = terms.get(i);
      Field field = term.field();
      if (term.isHashed() && !named[field.ordinal()]) {
        hashes.add(term.hash(organisation));
      }
      named[field.ordinal()] = true;
      int bits = term.bits() == Term.REST ? rest(field, terms, left) : term.bits();
      if (bits > left[field.ordinal()]) {
        throw new IllegalArgumentException(
            "'%s' gives %s more bits than the %d that it has"
                .formatted(
                    text, field.text(), Integer.numberOfTrailingZeros(field.size(organisation))));
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
    return new AddressMapping(text, pieces, hashes);
  }

  /** One word of a mapping. */
  private record Term(Field field, int rowShift, int bits) {
    private static final int NOT_HASHED = -1;
    private static final int REST = -1;

    boolean isHashed() {
      return rowShift != NOT_HASHED;
    }

    Hash hash(Organisation organisation) {
      int shift =
          switch (field) {
            case BANK -> 0;
            case BANK_GROUP -> Integer.numberOfTrailingZeros(organisation.banks());
            case RANK -> Integer.numberOfTrailingZeros(organisation.banksPerRank());
            default ->
                throw new IllegalArgumentException(
                    "'%s^row': only rank, bank-group and bank can be hashed"
                        .formatted(field.text()));
          };
      return new Hash(shift, field.size(organisation) - 1, rowShift);
    }
  }

  private static List<Term> terms(String text) {
    List<Term> terms = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      Matcher term = TERM.matcher(word);
      if (!term.matches()) {
        throw new IllegalArgumentException(
            "'%s' in '%s' is no field such as column, column:3, bank^row or bank^row>>2"
                .formatted(word, text));
      }
      int rowShift =
          term.group(2) == null
              ? Term.NOT_HASHED
              : term.group(3) == null ? 0 : Integer.parseInt(term.group(3));
      int bits = term.group(4) == null ? Term.REST : Integer.parseInt(term.group(4));
      terms.add(new Term(field(term.group(1), text), rowShift, bits));
    }
    return terms;
  }

  /** The bits of a field that its pieces with a stated number leave to the one without. */
  private static int rest(Field field, List<Term> terms, int[] left) {
    // Pieces are taken from the least significant on: those still ahead of this one are stated.
    int stated = 0;
    boolean passed = false;
    for (int i = terms.size() - 1; i >= 0; i--) {
      Term term = terms.get(i);
      if (term.field() == field && term.bits() == Term.REST) {
        if (passed) {
          throw new IllegalArgumentException(
              "the field " + field.text() + " stands twice without a number of bits");
        }
        passed = true;
      } else if (term.field() == field && passed) {
        stated += term.bits();
      }
    }
    return Math.max(0, left[field.ordinal()] - stated);
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
            + "' is no field; there is: channel, pseudo-channel, rank, bank-group, bank, row, column");
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

  /** The bank in its pseudo channel: (rank · bank groups + bank group) · banks + bank. */
  public int bank(long burst) {
    return hashed(bank.extract(burst), burst);
  }

  /** The bank in its channel: pseudo channel · banks of one + bank. */
  public int bankInChannel(long burst) {
    return hashed(bankInChannel.extract(burst), burst);
  }

  private int hashed(int plain, long burst) {
    int number = plain;
    for (Hash hash : hashes) {
      number ^= hash.of(row.extract(burst));
    }
    return number;
  }

  /** The row in its bank. */
  public int row(long burst) {
    return row.extract(burst);
  }

  /** The burst in its row. */
  public int column(long burst) {
    return column.extract(burst);
  }

  /** Bursts after which channel, pseudo channel and bank group have all been gone through. */
  long stripeBursts() {
    long selecting = channel.mask() | pseudoChannel.mask() | bankGroupMask;
    return selecting == 0 ? 1 : 2 * Long.highestOneBit(selecting);
  }

  /** The bits of a burst's number that select its channel. */
  public long channelMask() {
    return channel.mask();
  }

  /** Those bits for one channel. */
  public long channelValue(int number) {
    return channel.deposit(number);
  }

  /** The pieces of the fields from the least to the most significant, one for every word. */
  List<Piece> pieces() {
    return pieces;
  }

  @Override
  public String toString() {
    return text;
  }
}
