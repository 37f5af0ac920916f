package picojoule.explore.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picojoule.accelerator.AreaRow;
import picojoule.accelerator.EnergyRow;
import picojoule.accelerator.MachineSpec;
import picojoule.accelerator.OperationReport;
import picojoule.accelerator.RunReport;

/**
 * The files of a run: summary, layers, energy, area, the resolved configuration, where the prices
 * are from.
 */
public final class RunFiles {

  private RunFiles() {}

  /** Writes all of them into a folder. */
  public static void write(Path folder, MachineSpec spec, RunReport report) {
    AtomicFile.write(folder.resolve("summary.json"), JsonText.of(RunSummary.of(report)) + "\n");
    AtomicFile.write(folder.resolve("layers.csv"), layers(report));
    AtomicFile.write(folder.resolve("energy.csv"), energy(report));
    AtomicFile.write(folder.resolve("area.csv"), area(report));
    AtomicFile.write(folder.resolve("config.resolved.yaml"), spec.config().yaml());
    AtomicFile.write(
        folder.resolve("provenance.json"), JsonText.of(provenance(spec, report)) + "\n");
  }

  private static String layers(RunReport report) {
    CsvText csv = new CsvText(RunSummary.layerColumns(report));
    for (OperationReport row : report.operations()) {
      csv.row(RunSummary.layer(row).values());
    }
    return csv.toString();
  }

  private static String energy(RunReport report) {
    CsvText csv =
        new CsvText(
            List.of("component", "action", "count", "each_pj", "energy_pj", "basis", "source"));
    for (EnergyRow row : report.energy()) {
      csv.row(
          List.of(
              row.component(),
              row.action(),
              row.count(),
              row.picojoulesEach(),
              row.picojoules(),
              row.basis(),
              row.source()));
    }
    return csv.toString();
  }

  private static String area(RunReport report) {
    CsvText csv =
        new CsvText(
            List.of("component", "count", "each_um2", "area_um2", "leakage_mw", "basis", "source"));
    for (AreaRow row : report.area()) {
      csv.row(
          List.of(
              row.component(),
              row.count(),
              row.squareMicrometresEach(),
              row.squareMicrometres(),
              row.milliwatts(),
              row.basis(),
              row.source()));
    }
    return csv.toString();
  }

  private static Map<String, Object> provenance(MachineSpec spec, RunReport report) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("version", Version.current());
    provenance.put("technology", spec.technology().name());
    provenance.put("dram", spec.dram().standard());
    List<Map<String, String>> prices = new ArrayList<>();
    for (EnergyRow row : report.energy()) {
      Map<String, String> price = new LinkedHashMap<>();
      price.put("price", row.component() + "/" + row.action());
      price.put("basis", row.basis());
      price.put("source", row.source());
      prices.add(price);
    }
    provenance.put("prices", prices);
    return provenance;
  }
}
