package io.quipu.pipelines.cli;

import io.quipu.pipelines.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quipu sample}: inputs whose answers are known. */
@Command(
    name = "sample",
    description = {
      "Write a small, realistic set of inputs of every source kind, whose answers are known.",
      "truth.jsonl says what has to become of each; recipes/sample.yaml runs over it."
    })
final class SampleCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--to", paramLabel = "DIR", required = true, description = "An empty folder, or a new one.")
  private Path to = Path.of("");

  @Option(names = "--seed", paramLabel = "N", description = "Another seed makes another set; ${DEFAULT-VALUE} if not given.")
  private long seed = Sample.SEED;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (Files.exists(to) && !empty(to)) {
      throw new CommandException("--to " + to + " is not an empty folder");
    }
    Sample.write(to, seed);
    console.out().println(to.resolve("truth.jsonl"));
    return Quipu.DONE;
  }

  private static boolean empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
