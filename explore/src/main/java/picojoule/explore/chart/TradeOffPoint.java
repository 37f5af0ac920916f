package picojoule.explore.chart;

/**
 * A point of the trade-off: what one step of one design costs.
 *
 * @param label its design's size, and what tells it from others of its design
 * @param latency of the step, nanoseconds
 * @param energy per token, picojoules
 * @param area of the chip, square micrometres
 * @param isOnFront Pareto-optimal in latency and energy
 * @param isOptimal Pareto-optimal in latency, energy and area
 */
record TradeOffPoint(
    String label,
    String family,
    double latency,
    double energy,
    double area,
    boolean isOnFront,
    boolean isOptimal) {}
