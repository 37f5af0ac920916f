package picojoule.explore.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picojoule.config.BadInputException;
import picojoule.pe.array.ArrayShape;
import picojoule.pe.array.ArrayTiming;
import picojoule.pe.array.Dataflow;
import picojoule.pe.array.ElementTiming;
import picojoule.pe.array.FoldOverlap;

/** SCALE-Sim's GEMMs on our array without overlap of folds; a case says all of itself. */
final class ScaleSimStudy implements Study {

  private static final Pattern CASE =
      Pattern.compile("(os|ws|is) (\\d{1,5})x(\\d{1,5}) (\\d{1,8})x(\\d{1,8})x(\\d{1,8})");

  private final ReferenceFigures figures;

  ScaleSimStudy(StudyFiles files) {
    figures = ReferenceFigures.of(ValidatedSystem.SCALESIM, files.configs());
  }

  @Override
  public List<ValidationRow> rows() {
    List<ValidationRow> rows = new ArrayList<>();
    for (List<String> key : figures.cases()) {
      String name = key.get(0);
      rows.add(figures.count(name, key.get(1), key.get(2), lastCycle(name), ""));
    }
    return rows;
  }

  /** The index of the last cycle, which SCALE-Sim prints as its total. */
  private static long lastCycle(String name) {
    Matcher matcher = CASE.matcher(name);
    if (!matcher.matches()) {
      throw new BadInputException(
          "configs/validation/scalesim.csv",
          "'" + name + "' is no case; give dataflow, array, GEMM, for instance 'os 8x8 5x7x3'");
    }
    ArrayTiming timing =
        new ArrayTiming(
            new ArrayShape(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))),
            Dataflow.parse(matcher.group(1)),
            FoldOverlap.NONE);
    long k = Long.parseLong(matcher.group(6));
    return timing.cycles(
            Long.parseLong(matcher.group(4)),
            Long.parseLong(matcher.group(5)),
            k,
            ElementTiming.ofPasses(1),
            k)
        - 1;
  }
}
