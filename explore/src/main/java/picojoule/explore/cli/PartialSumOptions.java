package picojoule.explore.cli;

import picocli.CommandLine.Option;
import picojoule.pe.datapath.DatapathMode;
import picojoule.pe.datapath.GemmOutput;
import picojoule.pe.datapath.GroupedWeights;
import picojoule.pe.datapath.PatternMatrix;
import picojoule.pe.psum.PartialSumQuantizer;
import picojoule.pe.psum.PartialSumQuantizer.Granularity;
import picojoule.pe.psum.TiledGemm;

/** How partial sums are stored between tiles along K. */
final class PartialSumOptions {

  @Option(
      names = "--psum-bits",
      paramLabel = "N",
      description = "Store partial sums between tiles in N bits (APSQ; default: in full).")
  Integer bits;

  @Option(
      names = "--psum-tile",
      paramLabel = "K",
      defaultValue = "32",
      description = "Products of a tile along K (default: ${DEFAULT-VALUE}).")
  int tile;

  @Option(
      names = "--psum-group",
      paramLabel = "N",
      defaultValue = "1",
      description = "Tiles of a group, 1 to 4 (default: ${DEFAULT-VALUE}).")
  int group;

  @Option(
      names = "--psum-granularity",
      paramLabel = "tensor|tile|row|column",
      defaultValue = "tile",
      description = "What shares a power-of-two scale (default: ${DEFAULT-VALUE}).")
  String granularity;

  GemmOutput multiply(
      DatapathMode mode, PatternMatrix activations, GroupedWeights weights, boolean isScaled) {
    if (bits == null) {
      return mode.gemm(activations, weights);
    }
    if (isScaled) {
      throw new IllegalArgumentException(
          "partial sums are quantized between tiles of one group; leave --scales, --zero-points and"
              + " --group or --psum-bits away");
    }
    PartialSumQuantizer quantizer =
        new PartialSumQuantizer(bits, group, Granularity.parse(granularity));
    return new TiledGemm(mode, quantizer, tile).multiply(activations, weights.codes());
  }
}
