package picojoule.memory.dram.dramsim3;

import picojoule.config.Section;
import picojoule.memory.dram.Organisation;

/**
 * The timing parameters of a device in cycles of its command clock, and the least distances between
 * commands that DRAMsim3 derives from them.
 *
 * @param additiveLatency AL
 * @param readLatency RL = AL + CL: read command to data
 * @param writeLatency WL = AL + CWL: write command to data
 * @param burst cycles of one burst on the data bus
 * @param columnToColumnSameGroup tCCD_L
 * @param columnToColumnOtherGroup tCCD_S
 * @param turnaround tRTRS: idle cycles of the data bus when it turns round
 * @param readToPrechargeDelay tRTP
 * @param writeToReadDelaySameGroup tWTR_L: end of write data to a read
 * @param writeToReadDelayOtherGroup tWTR_S
 * @param writeRecovery tWR: end of write data to a precharge
 * @param prechargeToActivate tRP
 * @param activateToActivateSameGroup tRRD_L
 * @param activateToActivateOtherGroup tRRD_S
 * @param activateToPrecharge tRAS
 * @param activateToRead tRCD - AL, or tRCDRD where reads and writes differ
 * @param activateToWrite tRCD - AL, or tRCDWR
 * @param refreshCycles tRFC: refresh to activate
 * @param refreshInterval tREFI
 * @param fourActivateWindow tFAW
 * @param prechargeToPrecharge tPPD, of different banks; 0 where the standard has none
 */
public record Dramsim3Timing(
    int additiveLatency,
    int readLatency,
    int writeLatency,
    int burst,
    int columnToColumnSameGroup,
    int columnToColumnOtherGroup,
    int turnaround,
    int readToPrechargeDelay,
    int writeToReadDelaySameGroup,
    int writeToReadDelayOtherGroup,
    int writeRecovery,
    int prechargeToActivate,
    int activateToActivateSameGroup,
    int activateToActivateOtherGroup,
    int activateToPrecharge,
    int activateToRead,
    int activateToWrite,
    int refreshCycles,
    int refreshInterval,
    int fourActivateWindow,
    int prechargeToPrecharge) {

  private static final int MOST_CYCLES = 1_000_000;

  /** Between two refreshes there must be time for work, whatever distance is the longest. */
  private static final int DISTANCES_PER_REFRESH_INTERVAL = 4;

  /**
   * Checks what the controller relies on.
   *
   * @throws IllegalArgumentException naming first the parameter that contradicts others
   */
  public Dramsim3Timing {
    check(burst >= 1, "burst is below one cycle");
    check(
        columnToColumnSameGroup >= columnToColumnOtherGroup,
        "tCCDL is below tCCDS; in a bank group commands are no closer than across");
    check(
        writeToReadDelaySameGroup >= writeToReadDelayOtherGroup,
        "tWTRL is below tWTRS; in a bank group commands are no closer than across");
    check(
        activateToActivateSameGroup >= activateToActivateOtherGroup,
        "tRRDL is below tRRDS; in a bank group commands are no closer than across");
    int rowCycle = activateToPrecharge + prechargeToActivate;
    check(activateToActivateSameGroup <= rowCycle, "tRRDL is above tRAS + tRP");
    check(prechargeToPrecharge <= rowCycle, "tPPD is above tRAS + tRP");
    check(
        readLatency + burst + turnaround > writeLatency,
        "CWL is not below CL + burst + tRTRS: a write could come with the read before it");
    check(
        activateToRead >= 0 && activateToWrite >= 0,
        "AL is above tRCD: a column command would come before its activate");
    check(refreshCycles >= 1, "tRFC is below one cycle");
    int longest =
        Math.max(
            Math.max(refreshCycles, rowCycle),
            Math.max(
                writeLatency + burst + writeRecovery + prechargeToActivate, fourActivateWindow));
    check(
        (long) longest * DISTANCES_PER_REFRESH_INTERVAL <= refreshInterval,
        "tREFI is below %d times the longest distance of %d cycles: no time for work"
            .formatted(DISTANCES_PER_REFRESH_INTERVAL, longest));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Reads the parameters under their JEDEC names; {@code tRCD}, or {@code tRCDRD} and {@code
   * tRCDWR}; tPPD may be left out.
   */
  static Dramsim3Timing read(Section section, Organisation organisation) {
    int additive = cycles(section, "AL");
    boolean split = section.has("tRCDRD");
    try {
      Dramsim3Timing timing =
          new Dramsim3Timing(
              additive,
              additive + cycles(section, "CL"),
              additive + cycles(section, "CWL"),
              organisation.burstCycles(),
              cycles(section, "tCCDL"),
              cycles(section, "tCCDS"),
              cycles(section, "tRTRS"),
              cycles(section, "tRTP"),
              cycles(section, "tWTRL"),
              cycles(section, "tWTRS"),
              cycles(section, "tWR"),
              cycles(section, "tRP"),
              cycles(section, "tRRDL"),
              cycles(section, "tRRDS"),
              cycles(section, "tRAS"),
              split ? cycles(section, "tRCDRD") : cycles(section, "tRCD") - additive,
              split ? cycles(section, "tRCDWR") : cycles(section, "tRCD") - additive,
              cycles(section, "tRFC"),
              cycles(section, "tREFI"),
              cycles(section, "tFAW"),
              section.has("tPPD") ? cycles(section, "tPPD") : 0);
      Dramsim3Controller.checkTimeBetweenRefreshes(timing, organisation);
      return timing;
    } catch (IllegalArgumentException e) {
      // What the constructor says begins with the name of a parameter.
      String[] nameAndFault = e.getMessage().split(" ", 2);
      throw section.bad(nameAndFault[0], nameAndFault[1]);
    }
  }

  private static int cycles(Section section, String key) {
    return section.integer(key, 0, MOST_CYCLES);
  }

  /** These timings for a device whose banks form one group: there the short distances hold. */
  Dramsim3Timing withoutBankGroups() {
    return new Dramsim3Timing(
        additiveLatency,
        readLatency,
        writeLatency,
        burst,
        columnToColumnOtherGroup,
        columnToColumnOtherGroup,
        turnaround,
        readToPrechargeDelay,
        writeToReadDelayOtherGroup,
        writeToReadDelayOtherGroup,
        writeRecovery,
        prechargeToActivate,
        activateToActivateOtherGroup,
        activateToActivateOtherGroup,
        activateToPrecharge,
        activateToRead,
        activateToWrite,
        refreshCycles,
        refreshInterval,
        fourActivateWindow,
        prechargeToPrecharge);
  }

  /** From a read command to the end of its data: RL + burst. */
  int readDelay() {
    return readLatency + burst;
  }

  /** From a column command to one of the same kind in the same bank group. */
  int columnSameGroup() {
    return Math.max(burst, columnToColumnSameGroup);
  }

  /** From a column command to one of the same kind in another bank group. */
  int columnOtherGroup() {
    return Math.max(burst, columnToColumnOtherGroup);
  }

  /** From a read to a write: RL + burst - WL + tRTRS. */
  int readToWrite() {
    return readLatency + burst - writeLatency + turnaround;
  }

  /** From a write to a read in the same bank group: WL + burst + tWTR_L. */
  int writeToReadSameGroup() {
    return writeLatency + burst + writeToReadDelaySameGroup;
  }

  /** From a write to a read in another bank group: WL + burst + tWTR_S. */
  int writeToReadOtherGroup() {
    return writeLatency + burst + writeToReadDelayOtherGroup;
  }

  /** From a read to a precharge of its bank: AL + tRTP. */
  int readToPrecharge() {
    return additiveLatency + readToPrechargeDelay;
  }

  /** From a write to a precharge of its bank: WL + burst + tWR. */
  int writeToPrecharge() {
    return writeLatency + burst + writeRecovery;
  }

  /** From an activate to the next one of its bank: tRC = tRAS + tRP. */
  int rowCycle() {
    return activateToPrecharge + prechargeToActivate;
  }
}
