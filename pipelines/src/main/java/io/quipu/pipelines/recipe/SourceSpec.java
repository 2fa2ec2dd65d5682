package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import java.util.List;

/**
 * A set of inputs of one kind.
 *
 * @param kind as {@code warc}
 * @param inputs globs
 * @param trust a higher level survives deduplication, and may have more epochs
 * @param release rank of the release that it was published in; a lower one survives
 * @param options the record of keys that only this kind knows
 */
public record SourceSpec(
    String kind,
    List<String> inputs,
    @Default("0") int trust,
    @Default("0") int release,
    Record options)
    implements Checked {

  public SourceSpec {
    inputs = List.copyOf(inputs);
  }

  @Override
  public void check(Check check) {
    if (inputs.isEmpty()) {
      check.wrong("inputs", "names no input");
    }
    check.words("inputs", inputs);
    check.atLeast("trust", trust, 0);
    check.atLeast("release", release, 0);
  }
}
