package picojoule.explore.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picojoule.accelerator.BrokenInvariantException;
import picojoule.config.BadInputException;
import picojoule.explore.report.Version;
import picojoule.memory.kv.BrokenPlacementException;

/**
 * The program: {@code picojoule VERB …}. Exit codes: 0 done, 1 a check or a point failed, 2 bad
 * input, 3 our fault.
 */
@Command(
    name = "picojoule",
    description = "Simulates mixed-precision AI accelerators, cycle by cycle.",
    synopsisSubcommandLabel = "VERB",
    versionProvider = Picojoule.VersionText.class,
    subcommands = {
      ModelCommand.class,
      CompileCommand.class,
      RunCommand.class,
      ArrayCommand.class,
      ValidateCommand.class,
      DatapathCommand.class,
      VectorCommand.class,
      VectorsCommand.class,
      MemoryCommand.class,
      KvCommand.class,
      CostCommand.class,
      SweepCommand.class,
      ChartCommand.class,
      FormatsCommand.class
    },
    footer = {
      "",
      "Example:",
      "  picojoule run --machine mixpe-32x32 --model llama-2-7b --recipe w4a8 --phase decode --context 1024",
      "",
      "'picojoule VERB --help' tells more. Exit codes: 0 done, 1 a check or a point failed, 2 bad input, 3 internal error."
    })
public final class Picojoule {

  private static final int FAILED_CHECK = 1;
  private static final int BAD_INPUT = 2;
  private static final int INTERNAL_ERROR = 3;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  /** The entry point. */
  public static void main(String[] arguments) {
    // Numbers look the same everywhere.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, error, arguments));
  }

  /**
   * Runs the program without leaving the process.
   *
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter error, String... arguments) {
    CommandLine commandLine = new CommandLine(new Picojoule());
    commandLine.setOut(out);
    commandLine.setErr(error);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setParameterExceptionHandler((exception, words) -> wrongUsage(exception, error));
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(exception, error));
    int code;
    try {
      code = arguments.length == 0 ? usage(commandLine, out) : commandLine.execute(arguments);
    } catch (OutOfMemoryError e) {
      error.println(
          "out of memory: "
              + e.getMessage()
              + "; give Java more, for instance PICOJOULE_JAVA_OPTIONS=-Xmx4g, or ask for less");
      code = INTERNAL_ERROR;
    }
    out.flush();
    error.flush();
    return code;
  }

  private static int usage(CommandLine commandLine, PrintWriter out) {
    commandLine.usage(out);
    return 0;
  }

  private static int wrongUsage(ParameterException exception, PrintWriter error) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    String suggestion =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions().stream()
                .findFirst()
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("")
            : "";
    error.println(
        command
            + ": "
            + firstLine(exception.getMessage())
            + suggestion
            + "; see '"
            + command
            + " --help'");
    return BAD_INPUT;
  }

  private static int failed(Exception exception, PrintWriter error) {
    if (exception instanceof BadInputException) {
      error.println(firstLine(exception.getMessage()));
      return BAD_INPUT;
    }
    if (exception instanceof BrokenInvariantException
        || exception instanceof BrokenPlacementException) {
      error.println("the run failed its own checks: " + firstLine(exception.getMessage()));
      return FAILED_CHECK;
    }
    if (exception instanceof ArithmeticException) {
      error.println("the sizes given are too large to count: " + firstLine(exception.getMessage()));
      return BAD_INPUT;
    }
    StackTraceElement[] trace = exception.getStackTrace();
    error.println(
        "internal error: "
            + exception
            + (trace.length > 0 ? " at " + trace[0] : "")
            + "; please report this line with the command and its files");
    return INTERNAL_ERROR;
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  /** The text of {@code --version}. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"picojoule " + Version.current()};
    }
  }
}
