package picojoule.memory.dram.dramsim3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import picojoule.memory.dram.AddressMapping;
import picojoule.memory.dram.Organisation;

/** A random device with a random controller and random traffic for it. */
record Dramsim3Case(
    Dramsim3Timing timing,
    Organisation organisation,
    AddressMapping mapping,
    Dramsim3ControllerSpec controller,
    List<RequestList.Entry> requests) {

  static Dramsim3Case random(Random random) {
    Organisation organisation =
        new Organisation(
            1,
            1,
            1,
            1 << random.nextInt(3),
            1 << random.nextInt(3),
            1 << (1 + random.nextInt(4)),
            8 << random.nextInt(4),
            64,
            4,
            2);
    List<String> fields = new ArrayList<>(List.of("row", "bank", "bank-group", "column"));
    Collections.shuffle(fields, random);
    Dramsim3Timing timing = timing(random, organisation.banksPerPseudoChannel());
    return new Dramsim3Case(
        timing,
        organisation,
        AddressMapping.parse(String.join(" ", fields), organisation),
        new Dramsim3ControllerSpec(
            1 + random.nextInt(random.nextBoolean() ? 4 : 16),
            1 + random.nextInt(random.nextBoolean() ? 3 : 8),
            1 + random.nextInt(5),
            random.nextInt(9),
            random.nextBoolean()),
        requests(random, organisation, timing));
  }

  private static Dramsim3Timing timing(Random random, int banks) {
    int burst = 1 + random.nextInt(4);
    int readLatency = random.nextInt(20);
    int turnaround = random.nextInt(4);
    int writeLatency = random.nextInt(readLatency + burst + turnaround);
    int columnShort = random.nextInt(5);
    int writeToReadShort = random.nextInt(6);
    int writeRecovery = random.nextInt(20);
    int precharge = random.nextInt(16);
    int rowOpen = random.nextInt(40);
    int rowCycle = precharge + rowOpen;
    int activateLong = random.nextInt(Math.min(10, rowCycle + 1));
    int refresh = 1 + random.nextInt(80);
    int window = random.nextInt(40);
    int prechargeToPrecharge = random.nextInt(Math.min(4, rowCycle + 1));
    int longest =
        Math.max(
            Math.max(Math.max(refresh, rowCycle), window),
            Math.max(writeLatency + burst + writeRecovery + precharge, banks * 3));
    return new Dramsim3Timing(
        random.nextInt(3),
        readLatency,
        writeLatency,
        burst,
        columnShort + random.nextInt(5),
        columnShort,
        turnaround,
        random.nextInt(10),
        writeToReadShort + random.nextInt(8),
        writeToReadShort,
        writeRecovery,
        precharge,
        activateLong,
        random.nextInt(activateLong + 1),
        rowOpen,
        random.nextInt(20),
        random.nextInt(20),
        refresh,
        4 * longest + random.nextInt(600),
        window,
        prechargeToPrecharge);
  }

  private static List<RequestList.Entry> requests(
      Random random, Organisation organisation, Dramsim3Timing timing) {
    List<RequestList.Entry> requests = new ArrayList<>();
    int burstBytes = organisation.burstBytes();
    long bursts = organisation.capacityBytes() / burstBytes;
    long tick = 0;
    int pieces = 1 + random.nextInt(6);
    for (int piece = 0; piece < pieces; piece++) {
      tick += gap(random, timing);
      int length = 1 + random.nextInt(60);
      int writesIn8 = random.nextInt(9);
      long start = random.nextLong() & (bursts - 1);
      long step = random.nextBoolean() ? 1 : 1L << random.nextInt(10);
      // Sequential, strided, random, or in a few bursts over and over.
      int pattern = random.nextInt(4);
      long mask = pattern == 3 ? 3L : bursts - 1;
      boolean unaligned = random.nextInt(4) == 0;
      for (int i = 0; i < length; i++) {
        long burst = (pattern < 2 ? start + i * step : random.nextLong()) & mask;
        long offset = unaligned ? random.nextInt(2) : 0;
        tick += random.nextInt(8) == 0 ? random.nextInt(30) : 0;
        requests.add(
            new RequestList.Entry(
                random.nextInt(8) < writesIn8, (burst & (bursts - 1)) * burstBytes + offset, tick));
      }
    }
    return requests;
  }

  private static long gap(Random random, Dramsim3Timing timing) {
    return switch (random.nextInt(3)) {
      case 0 -> 0;
      case 1 -> random.nextInt(100);
      default -> random.nextInt(3 * timing.refreshInterval());
    };
  }
}
