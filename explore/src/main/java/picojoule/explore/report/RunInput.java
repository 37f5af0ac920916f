package picojoule.explore.report;

import java.util.Map;
import java.util.Optional;
import picojoule.config.ResolvedConfig;

/**
 * What was run on a machine, for the record.
 *
 * @param names what it is called, by the columns of a sweep: model, recipe, phase, batch, tokens,
 *     context; or the trace
 * @param file the model's description or the trace
 * @param recipe with its settings, empty for a trace
 */
public record RunInput(
    Map<String, Object> names, FileDigest file, Optional<ResolvedConfig> recipe) {}
