package picojoule.memory.dram.controller;

import java.util.function.LongConsumer;
import picojoule.memory.dram.Command;

/** A request and all that becomes of it. */
final class ReferenceRequest {
  final boolean write;
  final long burst;
  final int bank;
  final int row;
  final long arrival;
  boolean counted;
  int overtaken;

  /** Its place among those of its direction. */
  long number;

  /** Is told when its burst will have passed the data bus. */
  LongConsumer served = dataTick -> {};

  ReferenceRequest(boolean write, long burst, int bank, int row, long arrival) {
    this.write = write;
    this.burst = burst;
    this.bank = bank;
    this.row = row;
    this.arrival = arrival;
  }

  Command column() {
    return write ? Command.WR : Command.RD;
  }
}
