package picojoule.explore.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picojoule.config.BadInputException;
import picojoule.config.ConfigFile;
import picojoule.config.Dimension;
import picojoule.config.Quantity;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;
import picojoule.explore.report.Scaled;
import picojoule.explore.report.TextTable;
import picojoule.technology.sram.SramDevice;
import picojoule.technology.sram.SramMacro;
import picojoule.technology.sram.SramPrice;
import picojoule.technology.sram.SramSurface;

/** What an SRAM costs, from a surface through runs of CACTI. */
@Command(
    name = "sram",
    description = "Area, energy of a read and a write, leakage and delay of an SRAM.",
    footer = {
      "",
      "Example:",
      "  picojoule cost sram --capacity 64KiB --word 128 --banks 1 --node 22nm --device lop"
    })
final class CostSramCommand extends Verb {

  private static final String SUMMARY = "summary.json";

  @Option(
      names = "--capacity",
      required = true,
      paramLabel = "SIZE",
      description = "64KiB, 1MiB, …")
  String capacity;

  @Option(
      names = "--word",
      required = true,
      paramLabel = "BITS",
      description = "Bits of an access.")
  int word;

  @Option(names = "--banks", defaultValue = "1", paramLabel = "N", description = "Default: 1.")
  int banks;

  @Option(names = "--node", required = true, paramLabel = "NODE", description = "22nm to 65nm.")
  String node;

  @Option(
      names = "--device",
      defaultValue = "hp",
      paramLabel = "hp|lstp|lop",
      description = "Device type (default: ${DEFAULT-VALUE}).")
  String device;

  @Override
  public Integer call() {
    refuseSettings("cost reads no machine; give --capacity, --word and the others");
    Optional<OutputFolder> folder = outputFolder(List.of(SUMMARY));
    double nanometres = Quantity.parse(node, Dimension.LENGTH, "--node").inBaseUnit().doubleValue();
    SramMacro macro = new SramMacro(bytes(), positive("--word", word), powerOfTwo(), device());
    Path file = configs().find("sram", "cacti", "cost sram");
    SramSurface surface = SramSurface.read(file, ConfigFile.read(file));
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> errors = new LinkedHashMap<>();
    Map<SramPrice, String> names = new LinkedHashMap<>();
    names.put(SramPrice.AREA, "area_um2");
    names.put(SramPrice.READ, "energy_pj");
    names.put(SramPrice.WRITE, "write_energy_pj");
    names.put(SramPrice.LEAKAGE, "leakage_mw");
    names.put(SramPrice.ACCESS, "delay_ns");
    names.put(SramPrice.CYCLE, "cycle_ns");
    TextTable table = new TextTable("SRAM", "price", "error of the fit");
    names.forEach(
        (price, name) -> {
          double value = surface.price(macro, nanometres, price);
          json.put(name, value);
          if (price == SramPrice.READ) {
            json.put("read_energy_pj", value);
          }
          errors.put(name, surface.leaveOneOutError(price));
          table.row(
              name, String.format("%.6g", value), Scaled.percent(surface.leaveOneOutError(price)));
        });
    json.put(
        "source",
        surface.source() + "; fitted, energy_pj is a read's; see configs/sram/cacti.yaml");
    json.put("leave_one_out_error", errors);
    folder.ifPresent(to -> to.write(Map.of(SUMMARY, JsonText.of(json) + "\n")));
    answer(json, table.toString());
    return 0;
  }

  private long bytes() {
    try {
      long bytes =
          Quantity.parse(capacity, Dimension.DATA, "--capacity").inBaseUnit().longValueExact();
      if (bytes > 0) {
        return bytes;
      }
    } catch (ArithmeticException e) {
      // said below
    }
    throw new BadInputException("--capacity", "'" + capacity + "' is no whole number of bytes");
  }

  private static int positive(String option, int value) {
    if (value < 1) {
      throw new BadInputException(option, value + " is not above zero");
    }
    return value;
  }

  private int powerOfTwo() {
    if (Integer.bitCount(positive("--banks", banks)) != 1) {
      throw new BadInputException("--banks", banks + " is no power of two");
    }
    return banks;
  }

  private SramDevice device() {
    String name = device.toLowerCase(Locale.ROOT).replace("itrs-", "");
    if (!SramDevice.names().contains(name)) {
      throw BadInputException.unknown("--device", "device", device, SramDevice.names());
    }
    return SramDevice.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
