package picojoule.workload.compiler;

import static picojoule.isa.Token.OPERAND_FREE;
import static picojoule.isa.Token.OPERAND_READY;
import static picojoule.isa.Token.OUTPUT_FREE;
import static picojoule.isa.Token.OUTPUT_READY;

import picojoule.isa.Buffer;
import picojoule.isa.Operand;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Operator;
import picojoule.workload.quantization.StoredMatrix;

/**
 * Gathers one row of a table per token. Which tokens come is not known: their rows are spread
 * evenly over the table; where there are more tokens than rows, each block of tokens begins at the
 * first row.
 */
final class EmbeddingLowering implements Lowering {

  @Override
  public Traffic lower(Operator operator, Site site) {
    ProgramBuilder program = site.program();
    StoredMatrix table = operator.stored().orElseThrow();
    Activation output = operator.outputs().get(0);
    boolean stored = !site.onChip(output);
    long rowBytes = table.tileBytes(1, 0, table.k());
    long spacing = Math.max(1, table.n() / operator.shape().m()) * rowBytes;
    long block = Math.min(site.buffers().streamSlot() / rowBytes, table.n());
    if (block == 0) {
      throw site.tooSmall("activations", operator, "a streaming slot must hold a row of the table");
    }
    site.layer(operator);
    program.parts(
        operator.shape().m(),
        Math.min(block, operator.shape().m()),
        (rows, index) -> {
          long perBlock = Math.min(block, operator.shape().m());
          program.load(
              OPERAND_FREE.mask(),
              OPERAND_READY.mask(),
              Buffer.ACTIVATIONS,
              Operand.TABLES,
              operator.shape().m() <= table.n()
                  ? site.parameters(operator).along(index, perBlock * spacing)
                  : site.parameters(operator),
              new Rows(rows, rowBytes, spacing));
          program.vector(
              OPERAND_READY.mask() | (stored ? OUTPUT_FREE.mask() : 0),
              OPERAND_FREE.mask() | (stored ? OUTPUT_READY.mask() : 0),
              VectorOperation.COPY,
              rows,
              table.k());
          if (stored) {
            program.store(
                OUTPUT_READY.mask(),
                OUTPUT_FREE.mask(),
                Operand.ACTIVATIONS,
                site.layout().spilled(output).along(index, perBlock * output.rowBytes()),
                Rows.contiguous(rows * output.rowBytes()));
          }
        });
    if (stored) {
      program.stored();
    }
    return new Traffic(0, 0, 0, operator.shape().m() * rowBytes);
  }
}
