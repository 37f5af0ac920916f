package picojoule.technology;

/**
 * What it costs that a component is there.
 *
 * @param areaSquareMicrometres of one component
 * @param leakageMicrowatts of one component while it is powered
 * @param nodeNanometres technology node for which the price holds
 * @param source where the figures are from
 * @param basis what they stand on
 */
public record PartPrice(
    double areaSquareMicrometres,
    double leakageMicrowatts,
    double nodeNanometres,
    String source,
    Basis basis) {}
