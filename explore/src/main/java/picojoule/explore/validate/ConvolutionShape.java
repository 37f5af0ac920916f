package picojoule.explore.validate;

/**
 * A layer as MixPE's authors see all of them: a convolution by image-to-column, of which a GEMM is
 * one of a single output pixel and filters of side 1.
 *
 * @param batch pictures, or the rows of a GEMM
 * @param along output pixels along each side of a picture
 * @param side of a filter
 * @param inputs channels, or the reduction length of a GEMM
 * @param outputs filters, or the columns of a GEMM
 */
record ConvolutionShape(long batch, long along, long side, long inputs, long outputs) {

  static ConvolutionShape gemm(long m, long n, long k) {
    return new ConvolutionShape(m, 1, 1, k, n);
  }
}
