package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picojoule.config.Section;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.element.ElementSpec;
import picojoule.pe.element.ElementType;
import picojoule.pe.element.ProcessingElement;

/** XR-NPE: throughput of its modes, and a visual-inertial odometry in three versions. */
final class XrNpeStudy implements Study {

  private static final int MOST_PES = 4096;
  private static final String WIDEST = "posit(16,1)";

  private final ReferenceFigures figures;
  private final Section file;
  private final ProcessingElement element = ElementType.SIMD_POSIT.element(ElementSpec.customary());

  XrNpeStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.XR_NPE, files.configs());
    file = files.description(ValidatedSystem.XR_NPE);
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    double widest = productsPerCycle(NumberFormats.named(WIDEST));
    for (String name : file.texts("formats")) {
      NumberFormat format = NumberFormats.named(name);
      rows.add(
          figures.row(
              name,
              "throughput_over_posit16",
              "x",
              productsPerCycle(format) / widest,
              "%d of the multiplier's blocks rest in a step; lanes are our reading of the modes"
                  .formatted(element.gatedBlocks(format, format))));
    }
    Section array = file.section("array");
    ArrayTiming timing =
        new ArrayTiming(
            ArrayGeometry.systolic(
                new ArrayShape(
                    array.integer("rows", 1, MOST_PES), array.integer("columns", 1, MOST_PES))),
            Dataflow.OUTPUT_STATIONARY,
            FoldOverlap.PIPELINED,
            PartialSumStore.Place.ELEMENT);
    double hertz = 1e15 / file.periodFemtoseconds("clock");
    for (Section version : file.sections("versions")) {
      addVersion(rows, version, timing, hertz);
    }
    file.rejectUnknownKeys();
    return rows;
  }

  private double productsPerCycle(NumberFormat format) {
    ElementTiming timing = element.timing(format, format);
    return (double) timing.lanes() / (timing.passes() * timing.interval());
  }

  private void addVersion(
      List<ValidationRow> rows, Section version, ArrayTiming timing, double hertz) {
    String name = "UL-VIO " + version.text("name");
    boolean timed = version.flag("timed");
    long bits = 0;
    long cycles = 0;
    for (Section layer : file.sections("layers")) {
      NumberFormat format = version.value(layer.text("part"), NumberFormats::named);
      long m = extent(layer, "M");
      long n = extent(layer, "N");
      long k = extent(layer, "K");
      bits += n * k * format.bits();
      cycles += timed ? timing.cycles(m, n, k, element.timing(format, format), k) : 0;
      layer.text("name");
    }
    rows.add(
        figures.row(
            name,
            "weight_size",
            "MB",
            bits / (Byte.SIZE * 1e6),
            "layers assumed; the network's file is not public"));
    if (timed) {
      String note = "array of assumed size, ideal memory";
      rows.add(figures.count(name, "cycles", "cycle", cycles, note));
      rows.add(figures.row(name, "latency", "us", 1e6 * cycles / hertz, note));
    }
  }

  private static long extent(Section layer, String key) {
    return layer.value(key, text -> Extent.parse(text).of(Map.of()));
  }
}
