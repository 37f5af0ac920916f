package picojoule.workload.compiler;

import static picojoule.isa.Token.OPERAND_FREE;
import static picojoule.isa.Token.OPERAND_READY;
import static picojoule.isa.Token.OUTPUT_FREE;
import static picojoule.isa.Token.OUTPUT_READY;

import picojoule.isa.Buffer;
import picojoule.isa.Operand;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Activation;
import picojoule.workload.model.DecoderModel;
import picojoule.workload.model.Operator;
import picojoule.workload.model.Phase;

/**
 * Quantizes the new tokens' keys and values, head by head, and stores them behind those of the
 * context before. Where no scale has to be found, they are converted on the way.
 */
final class KeyValueAppendLowering implements Lowering {

  @Override
  public Traffic lower(Operator operator, Site site) {
    ProgramBuilder program = site.program();
    Phase phase = site.graph().phase();
    long rowBytes = site.layout().keyValueRowBytes();
    long valueBytes = valueBytes(operator.inputs().get(0), site);
    long block = site.buffers().streamSlot() / Math.max(rowBytes, valueBytes);
    if (block == 0) {
      throw site.tooSmall("activations", operator, "a streaming slot must hold a head of a token");
    }
    long tokens = Math.min(block, phase.tokens());
    site.layer(operator);
    if (operator.inputs().stream().anyMatch(input -> !site.onChip(input))) {
      program.awaitStored();
    }
    program.loop(
        phase.batch(),
        sequence ->
            program.loop(
                site.graph().model().keyValueHeads(),
                head ->
                    program.parts(
                        phase.tokens(),
                        tokens,
                        (count, part) -> {
                          Part where = new Part(sequence, head, part, tokens, count);
                          emit(operator.inputs().get(0), site.keys(), where, site);
                          emit(operator.inputs().get(1), site.values(), where, site);
                        })));
    program.stored();
    long heads = 2 * phase.rows() * site.graph().model().keyValueHeads();
    return new Traffic(0, 0, heads * rowBytes, 0);
  }

  /** Some tokens of one head of one sequence. */
  private record Part(Index sequence, Index head, Index part, long partTokens, long tokens) {}

  private static void emit(Activation input, Location cache, Part where, Site site) {
    ProgramBuilder program = site.program();
    DecoderModel model = site.graph().model();
    Phase phase = site.graph().phase();
    long rowBytes = site.layout().keyValueRowBytes();
    long headBytes = site.layout().keyValueHeadBytes();
    boolean loaded = !site.onChip(input);
    if (loaded) {
      long valueBytes = valueBytes(input, site);
      program.load(
          OPERAND_FREE.mask(),
          OPERAND_READY.mask(),
          Buffer.ACTIVATIONS,
          Operand.ACTIVATIONS,
          site.layout()
              .spilled(input)
              .along(where.sequence(), phase.tokens() * input.rowBytes())
              .along(where.head(), valueBytes)
              .along(where.part(), where.partTokens() * input.rowBytes()),
          Rows.of(where.tokens(), valueBytes, input.rowBytes()));
    }
    program.vector(
        OUTPUT_FREE.mask() | (loaded ? OPERAND_READY.mask() : 0),
        OUTPUT_READY.mask() | (loaded ? OPERAND_FREE.mask() : 0),
        site.graph().keyValues().hasScales() ? VectorOperation.QUANTIZE : VectorOperation.COPY,
        where.tokens(),
        model.headDimension());
    program.store(
        OUTPUT_READY.mask(),
        OUTPUT_FREE.mask(),
        Operand.KV_CACHE,
        cache
            .plus((phase.context() - phase.tokens()) * rowBytes)
            .along(where.sequence(), model.keyValueHeads() * headBytes)
            .along(where.head(), headBytes)
            .along(where.part(), where.partTokens() * rowBytes),
        Rows.contiguous(where.tokens() * rowBytes));
  }

  private static long valueBytes(Activation input, Site site) {
    return input.format().bytes(site.graph().model().headDimension());
  }
}
