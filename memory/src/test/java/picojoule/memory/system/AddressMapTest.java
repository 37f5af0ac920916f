package picojoule.memory.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.isa.Operand;

class AddressMapTest {

  private static AddressMap read(String ranges) {
    Map<String, Long> capacities = new LinkedHashMap<>();
    capacities.put("hbm", 1024L);
    capacities.put("external", 4096L);
    return AddressMap.read(
        ConfigFile.read("machine.yaml", new StringReader("address-map: [" + ranges + "]")),
        "address-map",
        capacities);
  }

  @Test
  void aMemoryThatIsNamedAgainGoesOnBehindItsFirstRange() {
    AddressMap map =
        read(
            "{begin: 0 B, size: 512 B, memory: hbm, holds: weights},"
                + "{begin: 512 B, size: 1 KiB, memory: external},"
                + "{begin: 1536 B, size: 512 B, memory: hbm, holds: [kv-cache, tables]}");
    assertThat(map.capacityBytes()).isEqualTo(2048);
    assertThat(map.ranges().get(2).bases()).containsExactly(512L);
    assertThat(map.ranges().get(0).operands()).containsExactly(Operand.WEIGHTS);
    assertThat(map.ranges().get(1).operands()).containsExactlyInAnyOrder(Operand.values());
  }

  /** Byte by byte: every address has its own place, and turns follow each other. */
  @Property(tries = 100)
  void consecutiveBytesGoAroundTheMemoriesTurnByTurn(
      @ForAll @IntRange(min = 1, max = 5) int memories,
      @ForAll @IntRange(min = 1, max = 9) int interleave,
      @ForAll @IntRange(min = 1, max = 6) int rounds,
      @ForAll @IntRange(max = 50) int begin) {
    List<Integer> numbers = new ArrayList<>();
    List<Long> bases = new ArrayList<>();
    for (int i = 0; i < memories; i++) {
      numbers.add(i);
      bases.add(100L * i);
    }
    long bytes = (long) memories * interleave * rounds;
    AddressRange range =
        new AddressRange(begin, bytes, numbers, bases, interleave, EnumSet.allOf(Operand.class));
    long[] next = bases.stream().mapToLong(Long::longValue).toArray();
    for (long address = begin; address < begin + bytes; address++) {
      int turn = (int) ((address - begin) / interleave % memories);
      for (int i = 0; i < memories; i++) {
        assertThat(range.local(i, address)).isEqualTo(next[i]);
      }
      next[turn]++;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{begin: 8 B, size: 1 KiB, memory: hbm} | address-map[0].begin: leaves a gap behind the range before, which ends at 0 B",
        "{begin: 0 B, size: 1 KiB, memory: hbm}, {begin: 1000 B, size: 1 KiB, memory: external} | address-map[1].begin: overlaps the range before, which ends at 1024 B",
        "{begin: 0 B, size: 2 KiB, memory: hbm} | address-map[0].size: takes 2048 B of hbm, which has 1024 B",
        "{begin: 0 B, size: 512 B, memory: hbm}, {begin: 512 B, size: 513 B, memory: hbm} | address-map[1].size: takes 1025 B of hbm",
        "{begin: 0 B, size: 1 KiB, memory: hbn} | unknown memory 'hbn'; did you mean 'hbm'?",
        "{begin: 0 B, size: 1 KiB, memory: [hbm, hbm], interleave: 64 B} | names a memory twice",
        "{begin: 0 B, size: 1 KiB, memory: [hbm, external]} | address-map[0].interleave: is missing",
        "{begin: 0 B, size: 1 KiB, memory: [hbm, external], interleave: 48 B} | no whole number of turns of 48 B in each of 2 memories",
        "{begin: 0 B, size: 1 KiB, memory: hbm, interleave: 64 B} | means nothing with one memory",
        "{begin: 0 B, size: 1 KiB, memory: hbm, holds: weigths} | unknown operand 'weigths'; did you mean 'weights'?",
        "{begin: 0 B, size: 1 KiB, memory: hbm, holds: [weights, tables, activations, partial-sums]} | address-map: has no range that holds kv-cache",
        "{begin: -1 B, size: 1 KiB, memory: hbm} | '-1 B' is no address",
        "{begin: 0, size: 1 KiB, memory: hbm} | '0' has no unit",
      })
  void aBrokenMapGetsOneLine(String ranges, String line) {
    assertThatThrownBy(() -> read(ranges))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(line)
        .message()
        .hasLineCount(1);
  }
}
