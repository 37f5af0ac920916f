package picojoule.explore.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picojoule.memory.dram.Organisation;
import picojoule.memory.dram.device.TraceDevice;

/**
 * What every bank of a channel does, a row for each: the time in which a row of memory is open,
 * over it its activate and its column commands as long as their data, and refreshes.
 */
final class BankTimelineChart {

  private static final double BAR_SHARE = 0.8;
  private static final double LEAST_WIDTH = 0.35;
  private static final double ACTIVATE_WIDTH = 0.6;
  private static final double LEGEND_SQUARE = 5;
  private static final double LABEL_GAP = 2;
  private static final double GRID_WIDTH = 0.3;
  // Text of less than 4 points cannot be read; the usual has 6.
  private static final double LEAST_FONT_SHARE = 4 / 6.0;
  private static final long CLOSED = -1;

  private final Page page;
  private final TraceDevice memory;
  private final Organisation organisation;
  private final BankHistory history;
  private final long end;
  private final int banks;

  /** The timeline up to the end of the history or of the replay, whichever comes first. */
  BankTimelineChart(Page page, TraceDevice memory, BankHistory history, long replayTicks) {
    this.page = page;
    this.memory = memory;
    this.organisation = memory.organisation();
    this.history = history;
    this.end = Math.max(1, Math.min(history.lastTick(), replayTicks));
    this.banks = organisation.banksPerChannel();
  }

  void draw() {
    Rectangle2D body =
        page.title(
            "%s: banks (%s) in the first %s"
                .formatted(memory.standard(), levels(), TimePlot.text(nanoseconds(end))),
            page.boldFont(),
            page.area());
    body = legend().draw(body);
    TimePlot plot = new TimePlot(page, body, nanoseconds(end), null, banks);
    // Every label is as wide as the last one, nearly.
    double labels = page.width(bankLabel(banks - 1), page.font()) + page.points(2 * LABEL_GAP);
    plot.leaveNumbersOut(labels);
    Rectangle2D data = plot.draw(page, body);
    drawOpenRows(plot);
    drawCommands(plot);
    drawGroups(plot, data);
    drawLabels(plot, data);
  }

  private void drawOpenRows(TimePlot plot) {
    long[] since = new long[banks];
    Arrays.fill(since, CLOSED);
    for (int i = 0; i < history.size(); i++) {
      int bank = history.bank(i);
      long tick = history.tick(i);
      switch (history.command(i)) {
        case ACT, ACT1 -> since[bank] = tick;
        case PRE, RDA, WRA -> close(plot, since, bank, tick);
        case PREA, REF -> {
          for (int b = 0; b < memory.refreshed().banks(); b++) {
            close(plot, since, bank + b, tick);
          }
        }
        default -> {
          // neither opens nor closes a row
        }
      }
    }
    for (int bank = 0; bank < banks; bank++) {
      close(plot, since, bank, end);
    }
  }

  private void close(TimePlot plot, long[] since, int bank, long tick) {
    if (since[bank] != CLOSED) {
      bar(plot, bank, since[bank], tick, 0, Palette.OPEN);
      since[bank] = CLOSED;
    }
  }

  private void drawCommands(TimePlot plot) {
    int burst = organisation.burstCycles();
    TraceDevice.RefreshScope refreshed = memory.refreshed();
    for (int i = 0; i < history.size(); i++) {
      int bank = history.bank(i);
      long tick = history.tick(i);
      switch (history.command(i)) {
        case ACT, ACT1 -> bar(plot, bank, tick, tick + 1, ACTIVATE_WIDTH, Palette.ACTIVATE);
        case RD, RDA -> bar(plot, bank, tick, tick + burst, LEAST_WIDTH, Palette.READ);
        case WR, WRA -> bar(plot, bank, tick, tick + burst, LEAST_WIDTH, Palette.WRITE);
        case REF -> {
          for (int b = 0; b < refreshed.banks(); b++) {
            long last = tick + refreshed.allBankTicks();
            bar(plot, bank + b, tick, last, LEAST_WIDTH, Palette.REFRESH);
          }
        }
        case REFPB -> {
          long last = tick + refreshed.perBankTicks();
          bar(plot, bank, tick, last, LEAST_WIDTH, Palette.REFRESH);
        }
        case REFSB -> {
          for (int group = 0; group < organisation.bankGroups(); group++) {
            long last = tick + refreshed.sameBankTicks();
            int other = bank + group * organisation.banks();
            bar(plot, other, tick, last, LEAST_WIDTH, Palette.REFRESH);
          }
        }
        default -> {
          // a precharge shows as the end of the open row
        }
      }
    }
  }

  /** Fills a bank's row between two ticks, over some points at least. */
  private void bar(TimePlot plot, int bank, long from, long to, double leastWidth, Color color) {
    double left = plot.x(nanoseconds(from));
    double right = plot.x(nanoseconds(to));
    double top = plot.y(bank + (1 - BAR_SHARE) / 2);
    double bottom = plot.y(bank + (1 + BAR_SHARE) / 2);
    double reach =
        Math.min(Math.max(right, left + page.points(leastWidth)), plot.x(nanoseconds(end)));
    page.fill(new Rectangle2D.Double(left, top, reach - left, bottom - top), color);
  }

  /** Parts groups by lines, and ranks by darker ones. */
  private void drawGroups(TimePlot plot, Rectangle2D data) {
    for (int bank = organisation.banks(); bank < banks; bank += organisation.banks()) {
      double y = plot.y(bank);
      page.outline(
          new Line2D.Double(data.getX(), y, data.getMaxX(), y),
          page.stroke(GRID_WIDTH),
          bank % organisation.banksPerRank() == 0 ? Palette.INK : Palette.REST);
    }
  }

  /** Labels every bank; where there is no room only groups, or ranks. */
  private void drawLabels(TimePlot plot, Rectangle2D data) {
    double share = data.getHeight() / banks / page.lineHeight(page.font());
    boolean each = share >= LEAST_FONT_SHARE;
    boolean groups = share * organisation.banks() >= 1;
    int step = each ? 1 : groups ? organisation.banks() : organisation.banksPerRank();
    Font usual = page.font();
    Font font = each ? usual.deriveFont((float) (usual.getSize2D() * Math.min(1, share))) : usual;
    double right = data.getX() - page.points(LABEL_GAP);
    for (int bank = 0; bank < banks; bank += step) {
      String text = each ? bankLabel(bank) : groups ? groupLabel(bank) : rankLabel(bank);
      page.text(text, font, right - page.width(text, font), plot.y(bank + step / 2.0));
    }
  }

  private double nanoseconds(long ticks) {
    return memory.nanoseconds((double) ticks);
  }

  /** What the numbers of a label stand for. */
  private String levels() {
    String part =
        organisation.pseudoChannels() > 1
            ? "pseudo channel."
            : organisation.ranks() > 1 ? "rank." : "";
    String rank = organisation.pseudoChannels() > 1 && organisation.ranks() > 1 ? "rank." : "";
    return part + rank + "bank group.bank";
  }

  private String bankLabel(int bank) {
    return groupLabel(bank) + "." + bank % organisation.banks();
  }

  private String groupLabel(int bank) {
    String rank = rankLabel(bank);
    int group = bank / organisation.banks() % organisation.bankGroups();
    return rank.isEmpty() ? String.valueOf(group) : rank + "." + group;
  }

  /** Of the pseudo channel and the rank, what there is more than one of. */
  private String rankLabel(int bank) {
    List<String> parts = new ArrayList<>();
    if (organisation.pseudoChannels() > 1) {
      parts.add(String.valueOf(bank / organisation.banksPerPseudoChannel()));
    }
    if (organisation.ranks() > 1) {
      parts.add(String.valueOf(bank / organisation.banksPerRank() % organisation.ranks()));
    }
    return String.join(".", parts);
  }

  private Legend legend() {
    Legend legend = new Legend(page);
    sign(legend, "row open", Palette.OPEN);
    sign(legend, "activate", Palette.ACTIVATE);
    sign(legend, "read", Palette.READ);
    sign(legend, "write", Palette.WRITE);
    sign(legend, "refresh", Palette.REFRESH);
    return legend;
  }

  private void sign(Legend legend, String text, Color color) {
    double side = page.points(LEGEND_SQUARE);
    legend.add(
        side,
        side,
        text,
        (x, middle) -> page.fill(new Rectangle2D.Double(x, middle - side / 2, side, side), color));
  }
}
