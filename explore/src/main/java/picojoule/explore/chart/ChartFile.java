package picojoule.explore.chart;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import picojoule.config.BadInputException;
import picojoule.explore.report.AtomicFile;

/** A picture's file. A reader never sees half a picture: it appears once it is whole. */
final class ChartFile {

  private final Path path;
  private final Format format;

  /** The formats that exist, named as their files end. */
  private enum Format {
    PNG(ChartFile::png),
    SVG(ChartFile::svg);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference keeps no state
    private final BiFunction<Dimension, Consumer<Page>, byte[]> encoder;

    Format(BiFunction<Dimension, Consumer<Page>, byte[]> encoder) {
      this.encoder = encoder;
    }

    String ending() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  private ChartFile(Path path, Format format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The picture's file.
   *
   * @throws BadInputException when the path does not end as a format does
   */
  static ChartFile of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(Format.values())
        .filter(format -> name.endsWith(format.ending()))
        .findFirst()
        .map(format -> new ChartFile(path, format))
        .orElseThrow(
            () ->
                new BadInputException(
                    path.toString(),
                    "a picture's file ends in "
                        + Arrays.stream(Format.values())
                            .map(Format::ending)
                            .collect(Collectors.joining(" or "))));
  }

  /**
   * Draws the picture and writes it in place of what was there.
   *
   * @param width pixels
   * @param height pixels
   */
  void write(int width, int height, Consumer<Page> picture) {
    requireFonts();
    byte[] bytes = format.encoder.apply(new Dimension(width, height), picture);
    AtomicFile.write(path, bytes);
  }

  static void requireFonts() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics();
    } catch (RuntimeException | LinkageError | InternalError e) {
      // The JDK has no exception of its own for this; which it throws depends on what is missing.
      throw new BadInputException(
          "fonts",
          "Java finds none, so no chart can be drawn; install fontconfig and a font, on Debian"
              + " 'apt-get install fontconfig fonts-dejavu-core' ("
              + e
              + ")");
    }
  }

  private static byte[] png(Dimension size, Consumer<Page> picture) {
    BufferedImage image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    picture.accept(new Page(graphics, size.width, size.height));
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] svg(Dimension size, Consumer<Page> picture) {
    SVGGraphics2D graphics = new SVGGraphics2D(size.width, size.height);
    // The default prefix is the time of day.
    graphics.setDefsKeyPrefix("chart");
    picture.accept(new Page(graphics, size.width, size.height));
    // The view box lets a paper or a page scale the picture.
    ViewBox whole = new ViewBox(0, 0, size.width, size.height);
    String element = graphics.getSVGElement(null, true, whole, null, null);
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
