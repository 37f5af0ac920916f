package picojoule.technology;

/**
 * What one action of a component costs.
 *
 * @param picojoules of one action
 * @param nodeNanometres technology node for which the price holds
 * @param source where the figure is from
 * @param basis what it stands on
 */
public record EnergyPrice(double picojoules, double nodeNanometres, String source, Basis basis) {}
