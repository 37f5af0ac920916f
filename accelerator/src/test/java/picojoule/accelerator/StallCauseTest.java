package picojoule.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static picojoule.accelerator.TestMachines.INT8;
import static picojoule.accelerator.TestMachines.load;
import static picojoule.accelerator.TestMachines.machine;

import java.util.List;
import org.junit.jupiter.api.Test;
import picojoule.isa.Buffer;
import picojoule.isa.GemmShape;
import picojoule.isa.Instruction;
import picojoule.isa.Instruction.Layer;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.Token;
import picojoule.isa.VectorOperation;

/** What the time of a run is put down to. */
class StallCauseTest {

  @Test
  void waitingForLoadsAloneIsPutDownToWhatTheyLoad() {
    MachineSpec spec = machine(List.of());
    Operation operation =
        new Operation(
            "loads", OperationKind.NORM, new GemmShape(1, 1, 1), 1, INT8, INT8, 65_536, 0, 0, 0);
    RunReport weights =
        new Machine(spec)
            .run(
                new Program(
                    spec.target(), List.of(operation), List.of(new Layer(0, 0), load(0, 65_536))));
    assertThat(weights.stallShares().get(StallCause.WEIGHTS)).isEqualTo(1);

    Instruction keys =
        new Instruction.Load(0, 0, Buffer.WEIGHTS, Operand.KV_CACHE, 1, 1, 3 * 65_536, 3 * 65_536);
    Operation both =
        new Operation(
            "both",
            OperationKind.NORM,
            new GemmShape(1, 1, 1),
            1,
            INT8,
            INT8,
            65_536,
            3 * 65_536,
            0,
            0);
    RunReport mixed =
        new Machine(spec)
            .run(
                new Program(
                    spec.target(), List.of(both), List.of(new Layer(0, 0), load(0, 65_536), keys)));
    assertThat(mixed.stallShares().get(StallCause.KV_CACHE))
        .isGreaterThan(mixed.stallShares().get(StallCause.WEIGHTS))
        .isLessThan(1);
    assertThat(mixed.stallShares().get(StallCause.WEIGHTS)).isPositive();
    assertThat(mixed.stallShares().get(StallCause.STORE)).isZero();
  }

  @Test
  void whatTheVectorUnitWaitsForWithoutTheArrayIsNotItsOwnTime() {
    MachineSpec spec = machine(List.of());
    Instruction load =
        new Instruction.Load(
            0,
            Token.OPERAND_READY.mask(),
            Buffer.ACTIVATIONS,
            Operand.TABLES,
            0,
            1,
            65_536,
            65_536);
    Instruction copy =
        new Instruction.Vector(Token.OPERAND_READY.mask(), 0, VectorOperation.COPY, 1, 64);
    Operation operation =
        new Operation(
            "gather",
            OperationKind.EMBEDDING,
            new GemmShape(1, 1, 1),
            1,
            INT8,
            INT8,
            0,
            0,
            0,
            65_536);
    RunReport report =
        new Machine(spec)
            .run(
                new Program(
                    spec.target(), List.of(operation), List.of(new Layer(0, 0), load, copy)));
    double copied = 1 + spec.vector().pipelineDepth() - 1;
    assertThat(report.stallShares().get(StallCause.VECTOR) * report.cycles())
        .isBetween(copied - 1e-6, copied + 1);
    assertThat(report.stallShares().get(StallCause.ACTIVATIONS)).isGreaterThan(0.9);
  }
}
