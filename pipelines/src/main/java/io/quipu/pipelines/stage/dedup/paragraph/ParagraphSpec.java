package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;

/**
 * Cuts paragraphs that a better-ranked document has.
 *
 * @param minCharacters a shorter paragraph is never cut
 */
public record ParagraphSpec(@Default("1") int minCharacters) implements MethodSpec, Checked {

  static final String KEY = "paragraph";

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void check(Check check) {
    check.atLeast("min_characters", minCharacters, 1);
  }
}
