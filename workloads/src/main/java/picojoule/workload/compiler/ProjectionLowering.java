package picojoule.workload.compiler;

import static picojoule.isa.Token.ACTIVATIONS_FREE;
import static picojoule.isa.Token.ACTIVATIONS_READY;
import static picojoule.isa.Token.OUTPUT_FREE;
import static picojoule.isa.Token.OUTPUT_READY;
import static picojoule.isa.Token.RESULTS_FREE;
import static picojoule.isa.Token.RESULTS_READY;
import static picojoule.isa.Token.WEIGHTS_FREE;
import static picojoule.isa.Token.WEIGHTS_READY;

import picojoule.isa.Buffer;
import picojoule.isa.Engine;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Operand;
import picojoule.isa.Token;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Operator;
import picojoule.workload.quantization.StoredMatrix;

/**
 * A GEMM with stored weights: tiles of them stream through the weight buffer, finished tiles of
 * results are dequantized.
 */
final class ProjectionLowering implements Lowering {

  @Override
  public Traffic lower(Operator operator, Site site) {
    Emission emission = new Emission(operator, site);
    emission.emit();
    long blocks = GemmTiling.blocks(operator.shape().m(), emission.tile.m());
    return Traffic.ofWeights(blocks * operator.parameterBytes());
  }

  private static GemmTiling tiling(Operator operator, Site site) {
    Activation input = operator.inputs().get(0);
    Activation output = operator.outputs().get(0);
    GemmTiling.Constraints constraints =
        new GemmTiling.Constraints(
            operator.stored().orElseThrow(),
            input.format(),
            !site.onChip(input),
            output.format(),
            !site.onChip(output));
    return GemmTiling.choose(operator.shape(), constraints, site.buffers(), site.target())
        .orElseThrow(
            () ->
                site.tooSmall(
                    "weights",
                    operator,
                    "it must hold two tiles as wide as the "
                        + site.target().columns()
                        + " columns of the array and a group deep, in whole bytes, and the accumulators their results"));
  }

  /** One operator's instructions. */
  private static final class Emission {
    private final Operator operator;
    private final Site site;
    private final ProgramBuilder program;
    private final GemmTiling tile;
    private final StoredMatrix weights;
    private final Activation input;
    private final Activation output;
    private final boolean streamed;
    private final boolean stored;

    Emission(Operator operator, Site site) {
      this.operator = operator;
      this.site = site;
      this.program = site.program();
      this.tile = tiling(operator, site);
      this.weights = operator.stored().orElseThrow();
      this.input = operator.inputs().get(0);
      this.output = operator.outputs().get(0);
      this.streamed = !site.onChip(input);
      this.stored = !site.onChip(output);
    }

    void emit() {
      site.layer(operator);
      if (streamed) {
        program.awaitStored();
      } else {
        program.awaitVector();
      }
      program.parts(
          operator.shape().m(),
          tile.m(),
          (m, rowBlock) ->
              program.parts(
                  operator.shape().n(),
                  tile.n(),
                  (n, columnBlock) -> emitResults(m, rowBlock, n, columnBlock)));
      if (stored) {
        program.stored();
      }
    }

    private void emitResults(long m, Index rowBlock, long n, Index columnBlock) {
      long reduction = operator.shape().k();
      long first = Math.min(tile.k(), reduction);
      program.sync(Engine.MATRIX, RESULTS_FREE.mask(), 0);
      emitTile(m, rowBlock, n, columnBlock, first, Index.fixed(0));
      program.parts(
          reduction - first,
          tile.k(),
          (k, depthBlock) -> emitTile(m, rowBlock, n, columnBlock, k, depthBlock.plus(1)));
      program.sync(Engine.MATRIX, 0, RESULTS_READY.mask());
      program.vector(
          RESULTS_READY.mask() | (stored ? OUTPUT_FREE.mask() : 0),
          RESULTS_FREE.mask() | (stored ? OUTPUT_READY.mask() : 0),
          VectorOperation.DEQUANTIZE,
          m,
          n);
      if (stored) {
        program.store(
            OUTPUT_READY.mask(),
            OUTPUT_FREE.mask(),
            Operand.ACTIVATIONS,
            site.layout()
                .spilled(output)
                .along(rowBlock, tile.m() * output.rowBytes())
                .along(columnBlock, output.format().bytes(tile.n())),
            Rows.of(m, output.format().bytes(n), output.rowBytes()));
      }
    }

    private void emitTile(
        long m, Index rowBlock, long n, Index columnBlock, long k, Index depthBlock) {
      boolean accumulate = !depthBlock.equals(Index.fixed(0));
      Location first =
          site.parameters(operator)
              .along(columnBlock, weights.tileBytes(tile.n(), 0, operator.shape().k()));
      // The first tile along K may hold the scales of a group that goes on in the others.
      long firstBytes = weights.tileBytes(n, 0, tile.k());
      long otherBytes = weights.tileBytes(n, tile.k(), tile.k());
      program.load(
          WEIGHTS_FREE.mask(),
          WEIGHTS_READY.mask(),
          Buffer.WEIGHTS,
          Operand.WEIGHTS,
          accumulate ? first.plus(firstBytes - otherBytes).along(depthBlock, otherBytes) : first,
          Rows.contiguous(weights.tileBytes(n, accumulate ? tile.k() : 0, k)));
      if (streamed) {
        program.load(
            ACTIVATIONS_FREE.mask(),
            ACTIVATIONS_READY.mask(),
            Buffer.ACTIVATIONS,
            Operand.ACTIVATIONS,
            site.layout()
                .spilled(input)
                .along(rowBlock, tile.m() * input.rowBytes())
                .along(depthBlock, input.format().bytes(tile.k())),
            Rows.of(m, input.format().bytes(k), input.rowBytes()));
      }
      program.matrix(
          new Matrix(
              streamed ? Token.maskOf(WEIGHTS_READY, ACTIVATIONS_READY) : WEIGHTS_READY.mask(),
              streamed ? Token.maskOf(WEIGHTS_FREE, ACTIVATIONS_FREE) : WEIGHTS_FREE.mask(),
              m,
              n,
              k,
              Math.min(weights.format().group(k), input.format().group(k)),
              operator.activations(),
              operator.weights(),
              accumulate));
    }
  }
}
