package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;

/**
 * Where the release goes.
 *
 * @param to a URI, or a folder
 */
public record PublishSpec(String to) implements Checked {

  @Override
  public void check(Check check) {
    check.filled("to", to);
  }
}
