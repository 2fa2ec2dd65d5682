package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe that can't be run; it carries everything that is wrong with it. */
public final class RecipeException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RecipeException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** In order of path as the recipe is read. */
  public List<Problem> problems() {
    return problems;
  }
}
