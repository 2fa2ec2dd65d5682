package io.quipu.pipelines.cli;

import io.quipu.pipelines.recipe.RecipeSchema;
import io.quipu.pipelines.run.LoadedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quipu schema}: the JSON Schema of recipes. */
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of recipes, for editors.",
      "It has every key with its type and default, and the names of steps, rule sets and kinds."
    })
final class SchemaCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--bundle", paramLabel = "JAR", description = "Offer steps of your own too.")
  private List<Path> bundles = List.of();

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    console.out().println(RecipeSchema.json(Recipes.steps(bundles), LoadedRun.KNOWN));
    return Quipu.DONE;
  }
}
