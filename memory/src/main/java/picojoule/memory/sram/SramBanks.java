package picojoule.memory.sram;

import java.util.Arrays;
import picojoule.memory.sram.BankedSramSpec.Arbitration;

/** The ports of all banks in a cycle, and whom each bank serves first. */
final class SramBanks {

  private final BankedSramSpec spec;
  private final int clients;

  /** By bank, the cycle to which the counts of free ports belong. */
  private final long[] cycles;

  private final int[] freeReads;
  private final int[] freeWrites;
  private final int[] freeShared;

  /** By bank, the client that goes first. */
  private final int[] firstClients;

  SramBanks(BankedSramSpec spec, int clients) {
    this.spec = spec;
    this.clients = clients;
    cycles = new long[spec.banks()];
    Arrays.fill(cycles, -1);
    freeReads = new int[spec.banks()];
    freeWrites = new int[spec.banks()];
    freeShared = new int[spec.banks()];
    firstClients = new int[spec.banks()];
  }

  /** The client that a bank looks at first. */
  int firstClient(int bank) {
    return firstClients[bank];
  }

  /**
   * Gives a port to a client where one is free: one for its direction alone before a shared one.
   *
   * @return false where none is
   */
  boolean take(int bank, boolean write, int client, long cycle) {
    if (cycles[bank] != cycle) {
      cycles[bank] = cycle;
      freeReads[bank] = spec.readPorts();
      freeWrites[bank] = spec.writePorts();
      freeShared[bank] = spec.sharedPorts();
    }
    int[] own = write ? freeWrites : freeReads;
    if (own[bank] > 0) {
      own[bank]--;
    } else if (freeShared[bank] > 0) {
      freeShared[bank]--;
    } else {
      return false;
    }
    if (spec.arbitration() == Arbitration.ROUND_ROBIN) {
      firstClients[bank] = client + 1 == clients ? 0 : client + 1;
    }
    return true;
  }
}
