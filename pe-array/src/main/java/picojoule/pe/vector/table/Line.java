package picojoule.pe.vector.table;

/**
 * An entry with INT8 coefficients and its squared error over the points that it stands for.
 *
 * @param slope in units of the table
 * @param intercept in units of the table
 * @param squaredError sum over the points
 */
record Line(int slope, int intercept, double squaredError) {}
