package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.text.Numbers;
import io.quipu.pipelines.release.Remover;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.WorkLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu remove}: notes documents down that are to leave the shards. */
@Command(
    name = "remove",
    description = {
      "Note documents down that are to leave the shards.",
      "The next run rewrites the shards that hold them, and no others. Later runs leave them out"
          + " too."
    })
final class RemoveCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 20;

  private final Console console;

  @Parameters(paramLabel = "WORK", description = "Work folder, or its URI.")
  private String work = "";

  @Option(
      names = "--list",
      paramLabel = "FILE",
      required = true,
      description = "Ids or URLs, one a line; - is the standard input.")
  private Path list = Path.of("");

  @Option(
      names = "--only-these",
      description =
          "Leave the other members of their duplicate clusters; they go too if not given.")
  private boolean onlyThese;

  RemoveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LastRun open = Works.open(work);
    TreeSet<String> names = new TreeSet<>();
    lines().stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(names::add);
    if (names.isEmpty()) {
      throw new CommandException(list + " names nothing");
    }
    Remover.Result result;
    try (WorkLock lock = WorkLock.take(open.folder().root())) {
      result = Remover.remove(open.folder(), open.plan(), names, !onlyThese);
    }
    List<String> unknown = result.unknown();
    unknown.stream().limit(MOST_SHOWN).forEach(name -> console.warn("no document is " + name));
    if (unknown.size() > MOST_SHOWN) {
      console.warn("and " + (unknown.size() - MOST_SHOWN) + " more are not known either");
    }
    console
        .out()
        .println(
            Numbers.count(result.asked(), "document")
                + ", other members of their duplicate clusters: "
                + result.copies()
                + "; not removed before: "
                + result.added()
                + ". They have "
                + Numbers.count(result.ranges(), "range")
                + " of tokens in "
                + Numbers.count(result.shards(), "shard")
                + ".");
    if (result.added() > 0) {
      console
          .out()
          .println("Run the recipe again: it rewrites these shards without them, and publishes.");
    }
    return Quipu.DONE;
  }

  private List<String> lines() throws Exception {
    if (list.toString().equals("-")) {
      return new String(console.in().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    if (!Files.isRegularFile(list)) {
      throw new CommandException("--list: no file " + list);
    }
    try {
      return Files.readAllLines(list);
    } catch (CharacterCodingException e) {
      throw new CommandException("--list: " + list + " is not UTF-8");
    }
  }
}
