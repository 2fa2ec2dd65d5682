package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.facts.WhyFacts;
import io.quipu.pipelines.inspect.text.WhyText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quipu why}: what became of a record. */
@Command(
    name = "why",
    description = {
      "Tell what became of a record, stage by stage.",
      "That it was skipped, or failed; or its signals, edits, every rule with value and limit, its"
          + " duplicates,",
      "and where its tokens are."
    })
final class WhyCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "WORK", description = "Work folder, or its URI.")
  private String work = "";

  @Parameters(
      index = "1",
      paramLabel = "ID|URL|PLACE",
      description =
          "source/key, the bare key, the URL as it was extracted, or source/input@offset.")
  private String name = "";

  WhyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    List<String> told = WhyText.lines(WhyFacts.of(Works.open(work), name));
    if (told.isEmpty()) {
      throw new CommandException(
          "no record of "
              + work
              + " has the id, URL or place "
              + name
              + "; ids are source/key or bare keys, as the inputs have them; places are"
              + " source/input@offset");
    }
    told.forEach(console.out()::println);
    return Quipu.DONE;
  }
}
