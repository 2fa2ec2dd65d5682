package io.quipu.pipelines.cli;

import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.release.FolderTaken;
import io.quipu.pipelines.run.InputsException;
import io.quipu.pipelines.stage.publish.GateBroken;
import io.quipu.pipelines.work.OtherWorkFormat;
import io.quipu.pipelines.work.WorkBusy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code quipu}: its table of contents, and what its exit codes mean. */
@Command(
    name = "quipu",
    description = "From raw dumps to published, tokenized pre-training shards, by one recipe.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done; 1 the data failed a gate or a verification;",
      "2 the command or the recipe is wrong; 3 an I/O or internal error.",
      "Results go to the standard output, all else to the error output."
    })
public final class Quipu {

  /** It is done. */
  static final int DONE = 0;

  /** The data failed a gate or a verification. */
  static final int DATA_FAILED = 1;

  /** The command or the recipe is wrong. */
  static final int WRONG = 2;

  /** An I/O or internal error. */
  static final int ERROR = 3;

  /** Told to stop, as shells say it: 128 and the number of the signal. */
  static final int INTERRUPTED = 130;

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

  private final Console console;

  private Quipu(Console console) {
    this.console = console;
  }

  /** Ends the process: engines leave threads behind that would keep it alive. */
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
    List<Object> commands =
        List.of(
            new RunCommand(console),
            new PlanCommand(console),
            new ReportCommand(console),
            new WhyCommand(console),
            new VerifyCommand(console),
            new PublishCommand(console),
            new RemoveCommand(console),
            new StepsCommand(console),
            new SampleCommand(console),
            new ExtractCommand(console),
            new AnnotateCommand(console),
            new FilterCommand(console),
            new TokenizeCommand(console),
            new ShardsCommand(console),
            new EvalCommand(console),
            new GenerateCommand(console));
    commands.forEach(line::addSubcommand);
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
    console.err().println("quipu: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr());
    console
        .err()
        .println("'" + command.getCommandSpec().qualifiedName() + " --help' tells how it is used.");
    return WRONG;
  }

  /** A command that did not come to its end. */
  private int failed(Throwable e) {
    if (debug) {
      e.printStackTrace(console.err());
    }
    if (e instanceof RecipeException recipe) {
      recipe.problems().forEach(problem -> console.err().println("quipu: recipe: " + problem));
      return WRONG;
    }
    console.err().println("quipu: " + message(e));
    if (e instanceof CommandException
        || e instanceof InputsException
        || e instanceof WorkBusy
        || e instanceof OtherWorkFormat
        || e instanceof FolderTaken) {
      return WRONG;
    }
    if (e instanceof GateBroken || e instanceof VerificationFailed) {
      return DATA_FAILED;
    }
    if (!debug && !(e instanceof IOException)) {
      console.err().println("This is an error of Quipu itself; --debug shows where it happened.");
    }
    return ERROR;
  }

  private static String message(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "no file " + message;
    }
    if (e instanceof AccessDeniedException) {
      return message + ": permission denied";
    }
    boolean ours =
        e instanceof CommandException
            || e instanceof VerificationFailed
            || e instanceof IOException;
    return ours && !message.isEmpty() ? message : e.getClass().getSimpleName() + ": " + message;
  }
}
