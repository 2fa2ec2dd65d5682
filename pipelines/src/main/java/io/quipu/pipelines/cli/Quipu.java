package io.quipu.pipelines.cli;

import io.quipu.core.exit.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code quipu}: options of all subcommands, help, and how it ends. */
@Command(
    name = "quipu",
    description = "From raw dumps to published, tokenized pre-training shards, by one recipe.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done; 1 the data failed a gate or a verification;",
      "2 the command or the recipe is wrong; 3 an I/O or internal error.",
      "Results go to the standard output, all else to the error output."
    })
public final class Quipu {

  static final int DONE = ExitCode.DONE.code();

  static final int DATA_FAILED = ExitCode.DATA_FAILED.code();

  static final int WRONG = ExitCode.WRONG.code();

  static final int ERROR = ExitCode.ERROR.code();

  static final int INTERRUPTED = ExitCode.INTERRUPTED.code();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version of Quipu and of Java.")
  @SuppressWarnings("UnusedVariable") // picocli reads the annotation
  private boolean version;

  private final Console console;

  private Quipu(Console console) {
    this.console = console;
  }

  /** Ends the process: threads of engines would keep it alive. */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    int code = run(console, args);
    console.out().flush();
    console.err().flush();
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  static int run(Console console, String... args) {
    Quipu quipu = new Quipu(console);
    try {
      CommandLine line = quipu.commandLine();
      if (args.length == 0) {
        line.usage(console.err());
        return WRONG;
      }
      return line.execute(args);
    } catch (Throwable e) { // an Error would end the process with 1, which says that data failed
      return quipu.failed(e);
    }
  }

  private CommandLine commandLine() {
    CommandLine line = new CommandLine(this);
    for (Subcommand subcommand : Subcommands.table().rows()) {
      line.addSubcommand(subcommand.name(), subcommand.on(console));
    }
    return line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, args) -> wrong(e))
        .setExecutionExceptionHandler((e, command, result) -> failed(e));
  }

  /** A command line that does not parse. */
  private int wrong(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    console.err().println("quipu: " + message(e));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    console
        .err()
        .println("'" + command.getCommandSpec().qualifiedName() + " --help' tells how it is used.");
    return WRONG;
  }

  /** Calls the type of a number what it is called outside Java. */
  private static String message(CommandLine.ParameterException e) {
    return String.valueOf(e.getMessage())
        .replaceFirst(" is not an? (?:int|long)$", " is not a whole number")
        .replaceFirst(" is not a double$", " is not a number");
  }

  /** A command that did not come to its end. */
  private int failed(Throwable e) {
    if (debug) {
      e.printStackTrace(console.err());
    }
    Failure failure = Failure.of(e);
    failure.lines().forEach(line -> console.err().println("quipu: " + line));
    if (failure.ours() && !debug) {
      console.err().println("This is an error of Quipu itself; --debug shows where it happened.");
    }
    return failure.exitCode().code();
  }
}
