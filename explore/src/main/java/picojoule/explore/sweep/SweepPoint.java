package picojoule.explore.sweep;

import java.util.Map;

/**
 * A point of a sweep.
 *
 * @param number of the point, from 0
 * @param design what is run
 * @param names how the table identifies it, by column
 */
public record SweepPoint(int number, DesignPoint design, Map<String, String> names) {}
