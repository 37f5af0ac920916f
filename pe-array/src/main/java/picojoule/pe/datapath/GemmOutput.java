package picojoule.pe.datapath;

/**
 * What a GEMM through a datapath gives.
 *
 * @param result M tokens by N features
 * @param statistics what the operands made the datapath do
 */
public record GemmOutput(ExactMatrix result, OperandStatistics statistics) {}
