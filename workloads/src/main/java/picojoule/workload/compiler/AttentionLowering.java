package picojoule.workload.compiler;

import static picojoule.isa.Token.ACTIVATIONS_FREE;
import static picojoule.isa.Token.ACTIVATIONS_READY;
import static picojoule.isa.Token.KV_READY;
import static picojoule.isa.Token.OUTPUT_FREE;
import static picojoule.isa.Token.OUTPUT_READY;
import static picojoule.isa.Token.RESULTS_FREE;
import static picojoule.isa.Token.RESULTS_READY;
import static picojoule.isa.Token.VECTOR_DONE;
import static picojoule.isa.Token.WEIGHTS_FREE;

import java.util.List;
import picojoule.isa.Buffer;
import picojoule.isa.Engine;
import picojoule.isa.Instruction.Matrix;
import picojoule.isa.Operand;
import picojoule.isa.VectorOperation;
import picojoule.workload.model.Activation;
import picojoule.workload.model.Operator;
import picojoule.workload.quantization.RowFormat;

/**
 * Score, softmax and value of attention, head by head: the scores of all keys stay in the
 * accumulators, the probabilities on chip. The score of the next head is issued before the value of
 * this one, so that the array works while the vector unit computes a softmax.
 */
final class AttentionLowering {

  private final Operator score;
  private final Operator softmax;
  private final Operator value;
  private final Site site;
  private final ProgramBuilder program;
  private final Activation query;
  private final Activation attended;
  private final int sharing;
  private final long headDimension;
  private final long context;
  private final long queryTokens;
  private final long keyTokens;
  private final RowFormat keyValues;
  private final long valueBlocks;
  private final boolean streamed;
  private final boolean stored;

  AttentionLowering(Operator score, Operator softmax, Operator value, Site site) {
    this.score = score;
    this.softmax = softmax;
    this.value = value;
    this.site = site;
    this.program = site.program();
    this.query = score.inputs().get(0);
    this.attended = value.outputs().get(0);
    this.sharing = site.graph().model().queriesPerKeyValueHead();
    this.headDimension = site.graph().model().headDimension();
    this.context = site.graph().phase().context();
    this.keyValues = site.graph().keyValues().row();
    this.valueBlocks = site.graph().keyValues().blocks(site.graph().model().headDimension());
    this.streamed = !site.onChip(query);
    this.stored = !site.onChip(attended);
    this.queryTokens = queryTokens();
    this.keyTokens = keyTokens();
  }

  /** Keys that the score reads, and values that the value reads: all for each block of queries. */
  private Traffic traffic() {
    long blocks = GemmTiling.blocks(site.graph().phase().tokens(), queryTokens);
    return new Traffic(0, blocks * score.instances() * site.layout().keyValueHeadBytes(), 0, 0);
  }

  /**
   * Emits the instructions of all three.
   *
   * @return what each of score, softmax and value moves in one repetition of the block, in their
   *     order
   */
  List<Traffic> lower() {
    site.layer(score);
    program.awaitStored();
    if (!streamed) {
      program.awaitVector();
    }
    int heads = site.graph().model().keyValueHeads();
    program.loop(
        site.graph().phase().batch(),
        sequence ->
            program.parts(
                site.graph().phase().tokens(),
                queryTokens,
                (tokens, block) -> {
                  Part part = new Part(sequence, block, tokens);
                  emitScore(part, Index.fixed(0));
                  if (heads > 1) {
                    program.loop(
                        heads - 1L,
                        head -> {
                          emitScore(part, head.plus(1));
                          emitValue(part, head);
                        });
                  }
                  emitValue(part, Index.fixed(heads - 1L));
                }));
    if (stored) {
      program.stored();
    }
    return List.of(traffic(), Traffic.NONE, traffic());
  }

  /** Some query tokens of one sequence. */
  private record Part(Index sequence, Index block, long tokens) {}

  private void emitScore(Part part, Index head) {
    long rows = part.tokens() * sharing;
    site.layer(score);
    if (streamed) {
      program.load(
          ACTIVATIONS_FREE.mask(),
          ACTIVATIONS_READY.mask(),
          Buffer.ACTIVATIONS,
          Operand.ACTIVATIONS,
          rowsOf(query, part, head),
          Rows.of(part.tokens(), headBytes(query), query.rowBytes()));
      program.sync(Engine.MATRIX, ACTIVATIONS_READY.mask(), 0);
    }
    program.sync(Engine.MATRIX, RESULTS_FREE.mask(), 0);
    program.parts(
        context,
        keyTokens,
        (keys, tile) -> {
          emitLoad(site.keys(), part, head, tile, keys);
          program.matrix(
              new Matrix(
                  KV_READY.mask(),
                  WEIGHTS_FREE.mask(),
                  rows,
                  keys,
                  headDimension,
                  Math.min(query.format().group(headDimension), keyValues.group(headDimension)),
                  score.activations(),
                  score.weights(),
                  false));
        });
    program.sync(Engine.MATRIX, 0, RESULTS_READY.mask() | (streamed ? ACTIVATIONS_FREE.mask() : 0));
    site.layer(softmax);
    emitProbabilities(rows);
  }

  /**
   * Probabilities in the format of the queries, scaled for each block of values, in blocks where
   * the array reads such.
   */
  private void emitProbabilities(long rows) {
    boolean quantized = query.format().hasBlocks();
    boolean scaled = valueBlocks > 1;
    program.vector(
        RESULTS_READY.mask(),
        RESULTS_FREE.mask() | (scaled || quantized ? 0 : VECTOR_DONE.mask()),
        VectorOperation.SOFTMAX,
        rows,
        context);
    if (scaled) {
      program.vector(
          0,
          quantized ? 0 : VECTOR_DONE.mask(),
          VectorOperation.MULTIPLY,
          rows * valueBlocks,
          context);
    }
    if (quantized) {
      program.vector(0, VECTOR_DONE.mask(), VectorOperation.QUANTIZE, rows * valueBlocks, context);
    }
  }

  private void emitValue(Part part, Index head) {
    long rows = part.tokens() * sharing;
    site.layer(value);
    program.sync(Engine.MATRIX, VECTOR_DONE.mask(), 0);
    program.sync(Engine.MATRIX, RESULTS_FREE.mask(), 0);
    long first = Math.min(keyTokens, context);
    emitValueTile(part, head, rows, first, Index.fixed(0));
    program.parts(
        context - first,
        keyTokens,
        (tokens, tile) -> emitValueTile(part, head, rows, tokens, tile.plus(1)));
    program.sync(Engine.MATRIX, 0, RESULTS_READY.mask());
    boolean quantized = attended.format().hasBlocks();
    int signals = RESULTS_FREE.mask() | (stored ? OUTPUT_READY.mask() : 0);
    program.vector(
        RESULTS_READY.mask() | (stored ? OUTPUT_FREE.mask() : 0),
        quantized ? 0 : signals,
        VectorOperation.DEQUANTIZE,
        rows,
        headDimension);
    if (quantized) {
      program.vector(0, signals, VectorOperation.QUANTIZE, rows, headDimension);
    }
    if (stored) {
      program.store(
          OUTPUT_READY.mask(),
          OUTPUT_FREE.mask(),
          Operand.ACTIVATIONS,
          rowsOf(attended, part, head),
          Rows.of(part.tokens(), headBytes(attended), attended.rowBytes()));
    }
  }

  /** All blocks of a head's values read the same tile of the cache. */
  private void emitValueTile(Part part, Index head, long rows, long tokens, Index tile) {
    emitLoad(site.values(), part, head, tile, tokens);
    boolean isOne = valueBlocks == 1;
    if (!isOne) {
      program.sync(Engine.MATRIX, KV_READY.mask(), 0);
    }
    program.loop(
        valueBlocks,
        block ->
            program.matrix(
                new Matrix(
                    isOne ? KV_READY.mask() : 0,
                    isOne ? WEIGHTS_FREE.mask() : 0,
                    rows,
                    headDimension / valueBlocks,
                    tokens,
                    query.format().group(tokens),
                    value.activations(),
                    value.weights(),
                    !tile.equals(Index.fixed(0)))));
    if (!isOne) {
      program.sync(Engine.MATRIX, 0, WEIGHTS_FREE.mask());
    }
  }

  private void emitLoad(Location cache, Part part, Index head, Index tile, long tokens) {
    long headBytes = site.layout().keyValueHeadBytes();
    long rowBytes = site.layout().keyValueRowBytes();
    program.load(
        WEIGHTS_FREE.mask(),
        KV_READY.mask(),
        Buffer.WEIGHTS,
        Operand.KV_CACHE,
        cache
            .along(part.sequence(), site.graph().model().keyValueHeads() * headBytes)
            .along(head, headBytes)
            .along(tile, keyTokens * rowBytes),
        Rows.contiguous(tokens * rowBytes));
  }

  private Location rowsOf(Activation activation, Part part, Index head) {
    return site.layout()
        .spilled(activation)
        .along(part.sequence(), site.graph().phase().tokens() * activation.rowBytes())
        .along(part.block(), queryTokens * activation.rowBytes())
        .along(head, headBytes(activation));
  }

  private long headBytes(Activation activation) {
    return activation.format().bytes(sharing * headDimension);
  }

  /**
   * The most query tokens whose scores fit the accumulators, whose probabilities and rows their
   * slots.
   */
  private long queryTokens() {
    Buffers buffers = site.buffers();
    long probabilityBytes = sharing * valueBlocks * query.format().bytes(context);
    long tokens =
        Math.min(
            buffers.accumulatorSlot() / (sharing * Math.max(context, headDimension)),
            buffers.probabilitySlot() / probabilityBytes);
    if (streamed || stored) {
      tokens =
          Math.min(tokens, buffers.streamSlot() / Math.max(headBytes(query), headBytes(attended)));
    }
    if (tokens < 1) {
      throw site.tooSmall(
          "accumulators",
          score,
          "it must hold the scores of one token for the whole context of "
              + context
              + " twice, and a thirty-second part of the activation buffer their probabilities");
    }
    return Math.min(tokens, site.graph().phase().tokens());
  }

  /**
   * The most keys that fit a slot of the weight buffer, whole widths of the array where there are
   * several.
   */
  private long keyTokens() {
    long tokens = Math.min(context, site.buffers().weightSlot() / site.layout().keyValueRowBytes());
    if (tokens < 1) {
      throw site.tooSmall("weights", score, "it must hold a head of one token twice");
    }
    int columns = site.target().columns();
    int block = query.format().block();
    // Whole blocks of probabilities, as many as the array is wide.
    long unit = block == 0 ? columns : Math.max(block, columns - columns % block);
    return tokens > unit && tokens < context ? tokens - tokens % unit : tokens;
  }
}
