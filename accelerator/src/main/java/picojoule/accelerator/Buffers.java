package picojoule.accelerator;

import java.util.EnumMap;
import java.util.Map;
import picojoule.isa.Buffer;
import picojoule.memory.sram.Scratchpad;
import picojoule.sim.Activity;

/**
 * The on-chip buffers of a machine.
 *
 * @param weights feeds the array's weights
 * @param activations feeds its activations and the vector unit
 * @param accumulators holds partial sums
 */
record Buffers(Scratchpad weights, Scratchpad activations, Scratchpad accumulators) {

  static Buffers of(MachineSpec spec, Activity activity) {
    return new Buffers(
        new Scratchpad(spec.weights(), activity),
        new Scratchpad(spec.activations(), activity),
        new Scratchpad(spec.accumulators(), activity));
  }

  Map<Buffer, Scratchpad> byName() {
    Map<Buffer, Scratchpad> byName = new EnumMap<>(Buffer.class);
    byName.put(Buffer.WEIGHTS, weights);
    byName.put(Buffer.ACTIVATIONS, activations);
    byName.put(Buffer.ACCUMULATORS, accumulators);
    return byName;
  }
}
