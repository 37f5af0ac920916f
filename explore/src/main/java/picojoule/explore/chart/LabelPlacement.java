package picojoule.explore.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds places for labels near their points: inside an area, on no point and on no other label.
 * Labels are placed one by one; one that finds no place is left out. A label that stands off its
 * point gets a leader line, which crosses no label and no other leader line.
 */
final class LabelPlacement {

  private static final int DIRECTIONS = 24;
  private static final int DISTANCES = 24;
  private static final int TRIES = 12;
  // What a fault costs, in label heights of distance.
  private static final double CROSSED_LINE = 1.2;
  private static final double CROSSED_POINT = 3;
  private static final double NEARER_POINT = 2;
  private static final double TURN = 0.02;

  private final Rectangle2D area;
  private final List<Disc> points;
  private final List<Line2D> lines;
  private final double gap;
  private final List<Place> places = new ArrayList<>();

  /** What a point's marker covers. */
  record Disc(double x, double y, double radius) {

    double distance(Rectangle2D box) {
      double dx = Math.max(0, Math.max(box.getMinX() - x, x - box.getMaxX()));
      double dy = Math.max(0, Math.max(box.getMinY() - y, y - box.getMaxY()));
      return Math.hypot(dx, dy) - radius;
    }
  }

  /**
   * A label to be placed.
   *
   * @param point what it labels, one of the points
   */
  record Label(Disc point, double width, double height) {}

  /**
   * Where a label stands.
   *
   * @param leader the line from its point, where the label does not touch that
   */
  record Place(Rectangle2D box, Optional<Line2D> leader) {}

  /**
   * Placement among points.
   *
   * @param area what labels stay inside
   * @param points what labels stay off
   * @param lines what labels stay off where they can
   * @param gap the least distance of a label from its point and from other labels
   */
  LabelPlacement(Rectangle2D area, List<Disc> points, List<Line2D> lines, double gap) {
    this.area = area;
    this.points = List.copyOf(points);
    this.lines = List.copyOf(lines);
    this.gap = gap;
  }

  /**
   * Places labels. One that found no place has first choice of another try; the first of the tries
   * that place the most labels counts.
   *
   * @param labels those that matter most first
   * @return a label's place, where there is room for it, in the labels' order
   */
  List<Optional<Place>> place(List<Label> labels) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      order.add(i);
    }
    List<Optional<Place>> best = List.of();
    long most = -1;
    for (int attempt = 0; attempt < TRIES && most < labels.size(); attempt++) {
      List<Optional<Place>> found = new ArrayList<>(Collections.nCopies(order.size(), null));
      places.clear();
      order.forEach(i -> found.set(i, place(labels.get(i))));
      long placed = found.stream().filter(Optional::isPresent).count();
      if (placed > most) {
        best = found;
        most = placed;
      }
      // The sort keeps the order of equals.
      order.sort(Comparator.comparing(i -> found.get(i).isPresent()));
    }
    return best;
  }

  private Optional<Place> place(Label label) {
    Disc point = label.point();
    double width = label.width();
    double height = label.height();
    Place best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < DISTANCES; step++) {
      double distance = gap + step * height / 4;
      if (distance / height >= least) {
        break;
      }
      for (int direction = 0; direction < DIRECTIONS; direction++) {
        Place place = candidate(point, direction, distance, width, height);
        if (isFree(place)) {
          double cost = distance / height + direction * TURN + faults(place, point);
          if (cost < least) {
            best = place;
            least = cost;
          }
        }
      }
    }
    if (best != null) {
      places.add(best);
    }
    return Optional.ofNullable(best);
  }

  private Place candidate(Disc point, int direction, double distance, double width, double height) {
    // Directions go outward from the right-hand side, alternately up and down.
    double turns = (direction % 2 == 0 ? direction : -direction - 1) / 2.0;
    double angle = 2 * Math.PI * turns / DIRECTIONS;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double reach = point.radius() + distance;
    double x = point.x() + cos * reach + width / 2 * edge(cos) - width / 2;
    double y = point.y() - sin * reach - height / 2 * edge(sin) - height / 2;
    Rectangle2D box = new Rectangle2D.Double(x, y, width, height);
    return new Place(box, leader(point, box, height));
  }

  /** How far from the box's middle its nearest point is: from an edge's middle to a corner. */
  private static double edge(double component) {
    return Math.max(-1, Math.min(1, Math.sqrt(2) * component));
  }

  private Optional<Line2D> leader(Disc point, Rectangle2D box, double height) {
    double distance = point.distance(box);
    if (distance < gap + height / 3) {
      return Optional.empty();
    }
    double x = Math.max(box.getMinX(), Math.min(point.x(), box.getMaxX()));
    double y = Math.max(box.getMinY(), Math.min(point.y(), box.getMaxY()));
    double fraction = point.radius() / (distance + point.radius());
    return Optional.of(
        new Line2D.Double(
            point.x() + (x - point.x()) * fraction, point.y() + (y - point.y()) * fraction, x, y));
  }

  private boolean isFree(Place place) {
    Rectangle2D box = place.box();
    if (!area.contains(box)) {
      return false;
    }
    for (Disc point : points) {
      if (point.distance(box) <= 0) {
        return false;
      }
    }
    Rectangle2D around =
        new Rectangle2D.Double(
            box.getX() - gap,
            box.getY() - gap,
            box.getWidth() + 2 * gap,
            box.getHeight() + 2 * gap);
    for (Place other : places) {
      if (other.box().intersects(around)
          || other.leader().filter(box::intersectsLine).isPresent()
          || place.leader().filter(leader -> crosses(leader, other)).isPresent()) {
        return false;
      }
    }
    return true;
  }

  private static boolean crosses(Line2D leader, Place other) {
    return other.box().intersectsLine(leader)
        || other.leader().filter(leader::intersectsLine).isPresent();
  }

  private double faults(Place place, Disc own) {
    double faults = 0;
    for (Line2D line : lines) {
      if (line.intersects(place.box())) {
        faults += CROSSED_LINE;
      }
    }
    double distance = own.distance(place.box());
    for (Disc point : points) {
      if (!point.equals(own)) {
        if (place.leader().filter(leader -> isCovered(point, leader)).isPresent()) {
          faults += CROSSED_POINT;
        }
        if (place.leader().isEmpty() && point.distance(place.box()) < distance + gap) {
          faults += NEARER_POINT;
        }
      }
    }
    return faults;
  }

  private static boolean isCovered(Disc point, Line2D leader) {
    return leader.ptSegDist(point.x(), point.y()) < point.radius();
  }
}
