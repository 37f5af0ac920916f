package picojoule.accelerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picojoule.isa.Buffer;
import picojoule.isa.GemmShape;
import picojoule.isa.Instruction;
import picojoule.isa.Operand;
import picojoule.isa.Operation;
import picojoule.isa.OperationKind;
import picojoule.isa.Program;
import picojoule.isa.number.IntegerFormat;

/** Machines and the smallest programs that tests run on them. */
final class TestMachines {

  static final IntegerFormat INT8 = new IntegerFormat(8, true);

  private TestMachines() {}

  static Instruction load(int waits, long bytes) {
    return new Instruction.Load(waits, 0, Buffer.WEIGHTS, Operand.WEIGHTS, 0, 1, bytes, bytes);
  }

  static Program program(MachineSpec spec, long m, long n, long k, List<Instruction> instructions) {
    Operation operation =
        new Operation(
            "tile", OperationKind.PROJECTION, new GemmShape(m, n, k), 1, INT8, INT8, 0, 0, 0, 0);
    return new Program(spec.target(), List.of(operation), new ArrayList<>(instructions));
  }

  static MachineSpec machine(List<String> settings) {
    ConfigFolder configs = ConfigFolder.shipped();
    try {
      Path file = Files.createTempFile("machine", ".yaml");
      try {
        Files.writeString(file, "name: test\n");
        return MachineFile.read(file, settings, configs);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
