package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picojoule.config.Section;
import picojoule.isa.number.NumberFormat;
import picojoule.isa.number.NumberFormats;
import picojoule.pe.array.ArrayGeometry;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.Delivery;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;
import picojoule.pe.array.PartialSumStore;
import picojoule.pe.array.TileActivity;
import picojoule.pe.element.ElementSpec;
import picojoule.pe.element.ElementType;

/**
 * LUT Tensor Core: peak throughput and density of whole GPUs from the steps of our array, how often
 * the naive array computes a table again, and what precomputing tables costs a layer.
 */
final class LutTensorCoreStudy implements Study {

  private static final int MOST = 1 << 20;
  private static final int LONG_REDUCTION = 4096;
  private static final int OPERATIONS_PER_MAC = 2;
  private static final ArrayShape ONE = new ArrayShape(1, 1);

  private final ReferenceFigures figures;
  private final Section file;

  LutTensorCoreStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.LUT_TENSOR_CORE, files.configs());
    file = files.description(ValidatedSystem.LUT_TENSOR_CORE);
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    Section array = file.section("array");
    ArrayShape shape =
        new ArrayShape(array.integer("rows", 1, MOST), array.integer("columns", 1, MOST));
    int inputs = array.integer("inputs", 1, Byte.SIZE);
    double hertz = 1e15 / file.periodFemtoseconds("clock");
    for (Section machine : file.sections("machines")) {
      addPeak(rows, machine, shape, inputs, hertz);
    }
    addReuse(rows, file.section("reuse"), inputs);
    PrecomputedLayers layers = PrecomputedLayers.read(file.section("precompute"));
    for (PrecomputedLayers.Layer layer : layers.layers()) {
      addOverhead(rows, layers, layer);
    }
    file.rejectUnknownKeys();
    return rows;
  }

  private void addPeak(
      List<ValidationRow> rows, Section machine, ArrayShape shape, int inputs, double hertz) {
    NumberFormat activation = machine.value("activation", NumberFormats::named);
    NumberFormat weight = machine.value("weight", NumberFormats::named);
    ElementTiming element = element(activation, weight, inputs, 0);
    TileActivity tile =
        array(shape)
            .activity(shape.rows(), shape.columns(), LONG_REDUCTION, element, LONG_REDUCTION);
    double macsPerCycle = (double) tile.macs() / tile.streamCycles();
    int processors = machine.integer("processors", 1, MOST);
    long arrays =
        (long) processors * machine.integer("cores", 1, MOST) * machine.integer("arrays", 1, MOST);
    double tera = arrays * macsPerCycle * OPERATIONS_PER_MAC * hertz / 1e12;
    String name = machine.text("name");
    rows.add(
        figures.row(
            name,
            "peak",
            "T/s",
            tera,
            "%.0f MACs a cycle and array at %s weights; the publication rounds"
                .formatted(macsPerCycle, weight.name())));
    double area = machine.number("area-mm2", 1e-6, MOST);
    rows.add(figures.row(name, "density", "T/s/mm2", tera / processors / area, "published area"));
  }

  /** Tables that a narrow array computes, of those that keep them all computes. */
  private void addReuse(List<ValidationRow> rows, Section reuse, int inputs) {
    ArrayTiming array = array(new ArrayShape(1, reuse.integer("columns", 1, MOST)));
    int features = reuse.integer("features", 1, MOST);
    NumberFormat format = NumberFormats.named("int8");
    NumberFormat bit = NumberFormats.named("int1");
    TileActivity naive =
        array.activity(1, features, features, element(format, bit, inputs, 0), features);
    TileActivity kept =
        array.activity(1, features, features, element(format, bit, inputs, MOST), features);
    rows.add(
        figures.row(
            reuse.text("name") + " naive",
            "table_computations",
            "x",
            (double) naive.tablesComputed() / kept.tablesComputed(),
            "%d tables counted, %d where they are kept"
                .formatted(naive.tablesComputed(), kept.tablesComputed())));
  }

  private void addOverhead(
      List<ValidationRow> rows, PrecomputedLayers layers, PrecomputedLayers.Layer layer) {
    double time = layers.seconds(layer);
    String name = layer.name();
    rows.add(
        figures.row(
            name, "layer_time", "ms", 1e3 * time, "computing or moving at the peak, no kernel"));
    rows.add(
        figures.row(
            name,
            "precompute_overhead",
            "%",
            100 * layers.apartSeconds(layer) / time,
            "tables written and read once at full bandwidth; the publication's kernel takes longer,"
                + " and its tile simulator was never released"));
    rows.add(
        figures.row(
            name,
            "fused_overhead",
            "%",
            100 * layers.fusedSeconds(layer) / time,
            "only what tables have more bits than activations"));
  }

  private static ElementTiming element(
      NumberFormat activation, NumberFormat weight, int inputs, long memoryBytes) {
    ElementSpec.Tables tables =
        new ElementSpec.Tables(inputs, true, 1 << (inputs - 1), memoryBytes);
    ElementSpec spec = new ElementSpec(Optional.of(activation), 1, OptionalInt.empty(), 0, tables);
    return ElementType.LUT.element(spec).timing(activation, weight);
  }

  /** Tables go to all columns, weights to all rows at once. */
  private static ArrayTiming array(ArrayShape shape) {
    return new ArrayTiming(
        new ArrayGeometry(shape, Delivery.BROADCAST, ONE, Delivery.BROADCAST),
        Dataflow.OUTPUT_STATIONARY,
        FoldOverlap.PIPELINED,
        PartialSumStore.Place.ELEMENT);
  }
}
