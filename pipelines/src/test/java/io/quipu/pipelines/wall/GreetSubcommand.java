package io.quipu.pipelines.wall;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import io.quipu.pipelines.cli.Console;
import io.quipu.pipelines.cli.Subcommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A subcommand as another jar would add it: {@code META-INF/services} names it. */
public final class GreetSubcommand implements Subcommand {

  @Override
  public String name() {
    return "greet";
  }

  @Override
  public Callable<Integer> on(Console console) {
    return new Greet(console);
  }

  @Command(name = "greet", description = "Say hello; a subcommand of the tests.")
  private static final class Greet implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    Greet(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws Nobody {
      if (name.equals("nobody")) {
        throw new Nobody();
      }
      console.out().println("hello, " + name);
      return ExitCode.DONE.code();
    }
  }

  private static final class Nobody extends Exception implements HasExitCode {

    private static final long serialVersionUID = 1L;

    Nobody() {
      super("there is nobody");
    }

    @Override
    public ExitCode exitCode() {
      return ExitCode.DATA_FAILED;
    }
  }
}
