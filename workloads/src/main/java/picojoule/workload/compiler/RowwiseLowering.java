package picojoule.workload.compiler;

import static picojoule.isa.Token.OPERAND_FREE;
import static picojoule.isa.Token.OPERAND_READY;
import static picojoule.isa.Token.OUTPUT_FREE;
import static picojoule.isa.Token.OUTPUT_READY;

import java.util.List;
import picojoule.isa.Buffer;
import picojoule.isa.Engine;
import picojoule.isa.Operand;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Operator;

/**
 * An operator of the vector unit on whole rows. Operands that are in DRAM are loaded, and results
 * that belong there stored, by blocks of rows; gains are loaded once in front. Results in blocks
 * are quantized behind it, which takes the greatest magnitude of each block; into other formats
 * they are rounded on their way out.
 */
final class RowwiseLowering implements Lowering {

  private final VectorOperation operation;

  RowwiseLowering(VectorOperation operation) {
    this.operation = operation;
  }

  @Override
  public Traffic lower(Operator operator, Site site) {
    ProgramBuilder program = site.program();
    List<Activation> loaded =
        operator.inputs().stream().filter(input -> !site.onChip(input)).toList();
    List<Activation> stored =
        operator.outputs().stream().filter(output -> !site.onChip(output)).toList();
    long rows = operator.shape().m();
    long block = Math.min(rows, Math.min(rowsOf(loaded, site), rowsOf(stored, site)));

    site.layer(operator);
    if (operator.stored().isPresent()) {
      program.load(
          OPERAND_FREE.mask(),
          OPERAND_READY.mask(),
          Buffer.ACTIVATIONS,
          Operand.WEIGHTS,
          site.parameters(operator),
          Rows.contiguous(operator.parameterBytes()));
      program.sync(Engine.VECTOR, OPERAND_READY.mask(), 0);
    }
    if (!loaded.isEmpty()) {
      program.awaitStored();
    }
    program.parts(
        rows,
        block,
        (count, index) -> emitBlock(operator, site, loaded, stored, block, count, index));
    if (operator.stored().isPresent()) {
      program.sync(Engine.VECTOR, 0, OPERAND_FREE.mask());
    }
    if (!stored.isEmpty()) {
      program.stored();
    }
    return Traffic.ofWeights(operator.parameterBytes());
  }

  private void emitBlock(
      Operator operator,
      Site site,
      List<Activation> loaded,
      List<Activation> stored,
      long block,
      long count,
      Index index) {
    ProgramBuilder program = site.program();
    for (int i = 0; i < loaded.size(); i++) {
      Activation input = loaded.get(i);
      program.load(
          i == 0 ? OPERAND_FREE.mask() : 0,
          i == loaded.size() - 1 ? OPERAND_READY.mask() : 0,
          Buffer.ACTIVATIONS,
          Operand.ACTIVATIONS,
          site.layout().spilled(input).along(index, block * input.rowBytes()),
          Rows.contiguous(count * input.rowBytes()));
    }
    List<Activation> quantized =
        operator.outputs().stream().filter(output -> output.format().hasBlocks()).toList();
    int waits =
        (loaded.isEmpty() ? 0 : OPERAND_READY.mask()) | (stored.isEmpty() ? 0 : OUTPUT_FREE.mask());
    int signals =
        (loaded.isEmpty() ? 0 : OPERAND_FREE.mask()) | (stored.isEmpty() ? 0 : OUTPUT_READY.mask());
    program.vector(
        waits, quantized.isEmpty() ? signals : 0, operation, count, operator.shape().n());
    for (int i = 0; i < quantized.size(); i++) {
      program.vector(
          0,
          i == quantized.size() - 1 ? signals : 0,
          VectorOperation.QUANTIZE,
          count,
          quantized.get(i).columns());
    }
    for (int i = 0; i < stored.size(); i++) {
      Activation output = stored.get(i);
      program.store(
          i == 0 ? OUTPUT_READY.mask() : 0,
          i == stored.size() - 1 ? OUTPUT_FREE.mask() : 0,
          Operand.ACTIVATIONS,
          site.layout().spilled(output).along(index, block * output.rowBytes()),
          Rows.contiguous(count * output.rowBytes()));
    }
  }

  private static long rowsOf(List<Activation> streamed, Site site) {
    long rowBytes = streamed.stream().mapToLong(Activation::rowBytes).sum();
    return rowBytes == 0 ? Long.MAX_VALUE : site.buffers().streamSlot() / rowBytes;
  }
}
