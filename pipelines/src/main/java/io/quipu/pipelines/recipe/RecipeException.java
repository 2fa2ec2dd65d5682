package io.quipu.pipelines.recipe;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import io.quipu.pipelines.recipe.bind.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe that can't be run; it carries everything that is wrong with it. */
public final class RecipeException extends Exception implements HasExitCode {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public RecipeException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In order of path as the recipe is read. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public ExitCode exitCode() {
    return ExitCode.WRONG;
  }

  @Override
  public List<String> lines() {
    return problems.stream().map(problem -> "recipe: " + problem).toList();
  }
}
