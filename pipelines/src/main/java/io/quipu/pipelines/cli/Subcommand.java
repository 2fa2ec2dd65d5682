package io.quipu.pipelines.cli;

/**
 * One subcommand of {@code quipu}: a row of the table {@link Subcommands}. Another jar on the class
 * path adds a row by naming its class, which has a public constructor without parameters, in {@code
 * META-INF/services/io.quipu.pipelines.cli.Subcommand}.
 */
public interface Subcommand {

  /** As it is called; also the name in its {@code @Command}. */
  String name();

  /**
   * An object for one call, annotated with picocli's {@code @Command}: it gets its options and
   * parameters from the command line. Either it is a {@link java.util.concurrent.Callable} that
   * returns the exit code, or it has subcommands of its own. Exceptions say their exit code by
   * {@link io.quipu.core.exit.HasExitCode}.
   */
  Object on(Console console);
}
