package picojoule.explore.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picojoule.accelerator.ConfigFolder;
import picojoule.explore.report.JsonText;

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

  /** Answers as JSON where that was asked for, else as text unless silence was. */
  final void answer(Object json, String text) {
    if (common.json) {
      out().println(JsonText.of(json));
    } else if (!common.quiet) {
      out().print(text);
    }
  }
}
