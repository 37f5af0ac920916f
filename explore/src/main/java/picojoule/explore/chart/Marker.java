package picojoule.explore.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * How the points of a family of designs look.
 *
 * @param color the fill
 * @param outline the shape
 */
record Marker(Color color, Outline outline) {

  // Six shapes and seven colours have no common divisor: 42 families look different.
  private static final List<Outline> OUTLINES =
      List.of(
          Outline.circle(),
          Outline.polygon(4, 45),
          Outline.polygon(3, 0),
          Outline.polygon(4, 0),
          Outline.polygon(3, 180),
          Outline.polygon(6, 0));

  /** A circle, for what holds for every family. */
  static final Marker PLAIN = new Marker(Color.WHITE, OUTLINES.get(0));

  /** The marker of the n-th family. */
  static Marker of(int family) {
    return new Marker(
        Palette.MARKERS.get(family % Palette.MARKERS.size()),
        OUTLINES.get(family % OUTLINES.size()));
  }

  /** The marker around the origin with an area in square pixels. */
  Shape shape(double area) {
    double scale = Math.sqrt(area);
    return AffineTransform.getScaleInstance(scale, scale).createTransformedShape(outline.shape());
  }

  /** How far the marker reaches from its point when it has an area in square pixels. */
  double reach(double area) {
    return Math.sqrt(area) * outline.reach();
  }

  /**
   * A shape of area 1 around the origin.
   *
   * @param reach the distance of its farthest point from the origin
   */
  record Outline(Shape shape, double reach) {

    static Outline circle() {
      double radius = Math.sqrt(1 / Math.PI);
      return new Outline(new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius), radius);
    }

    /** A regular polygon, its first corner turned clockwise from straight up. */
    static Outline polygon(int corners, double degrees) {
      double radius = Math.sqrt(2 / (corners * Math.sin(2 * Math.PI / corners)));
      Path2D path = new Path2D.Double();
      for (int corner = 0; corner < corners; corner++) {
        double angle = 2 * Math.PI * corner / corners + Math.toRadians(degrees);
        double x = radius * Math.sin(angle);
        double y = -radius * Math.cos(angle);
        if (corner == 0) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      path.closePath();
      return new Outline(path, radius);
    }
  }
}
