package picojoule.explore.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picojoule.accelerator.ConfigFolder;
import picojoule.config.BadInputException;
import picojoule.explore.report.JsonText;
import picojoule.explore.report.OutputFolder;

/** What all verbs share: the common options and the two ways to answer. */
abstract class Verb implements Callable<Integer> {

  @Mixin CommonOptions common;

  @Spec CommandSpec spec;

  final ConfigFolder configs() {
    return ConfigFolder.shipped();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter error() {
    return spec.commandLine().getErr();
  }

  /** A line that the user should read, but that is no error. */
  final void note(String line) {
    if (!common.quiet) {
      error().println("note: " + line);
    }
  }

  /**
   * Refuses settings where there is nothing to set.
   *
   * @param instead what to do, for the error's line
   */
  final void refuseSettings(String instead) {
    if (!common.settings.isEmpty()) {
      throw new BadInputException("--set " + common.settings.get(0), instead);
    }
  }

  /** Where a file goes that an option names: into the folder of results where one is given. */
  final Path output(Path file) {
    if (common.out == null) {
      return file;
    }
    if (file.getFileName() == null) {
      throw new BadInputException(file.toString(), "is a folder where a file belongs");
    }
    return common.out.resolve(file.getFileName());
  }

  /** The folder of results, checked; empty where none is asked for. */
  final Optional<OutputFolder> outputFolder(Collection<String> names) {
    return Optional.ofNullable(common.out).map(folder -> OutputFolder.of(folder, names));
  }

  /** Answers as JSON where that was asked for, else as text unless silence was. */
  final void answer(Object json, String text) {
    if (common.json) {
      out().println(JsonText.of(json));
    } else if (!common.quiet) {
      out().print(text);
    }
  }
}
