package picojoule.technology.cell;

import picojoule.technology.Basis;

/**
 * What a library says of one of its cells.
 *
 * @param areaSquareMicrometres of it
 * @param leakageNanowatts while it is on
 * @param basis what the figures stand on
 * @param source where they are from
 */
record CellFacts(
    double areaSquareMicrometres, double leakageNanowatts, Basis basis, String source) {}
