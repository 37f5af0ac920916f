package picojoule.technology.sram;

/** Linear algebra of small dense matrices. */
final class SquareMatrix {

  private SquareMatrix() {}

  /** The inverse, by Gauss and Jordan with row pivots; the argument is used up. */
  static double[][] inverse(double[][] a) {
    int n = a.length;
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int row = column + 1; row < n; row++) {
        pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
      }
      swap(a, pivot, column);
      swap(inverse, pivot, column);
      double scale = 1 / a[column][column];
      for (int j = 0; j < n; j++) {
        a[column][j] *= scale;
        inverse[column][j] *= scale;
      }
      for (int row = 0; row < n; row++) {
        double factor = a[row][column];
        if (row != column && factor != 0) {
          subtract(a[row], a[column], factor);
          subtract(inverse[row], inverse[column], factor);
        }
      }
    }
    return inverse;
  }

  private static void swap(double[][] a, int one, int other) {
    double[] row = a[one];
    a[one] = a[other];
    a[other] = row;
  }

  private static void subtract(double[] row, double[] other, double factor) {
    for (int j = 0; j < row.length; j++) {
      row[j] -= factor * other[j];
    }
  }

  /** A matrix times a vector, which may be shorter than it: zeros follow. */
  static double[] times(double[][] a, double[] x) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < x.length; j++) {
        product[i] += a[i][j] * x[j];
      }
    }
    return product;
  }
}
