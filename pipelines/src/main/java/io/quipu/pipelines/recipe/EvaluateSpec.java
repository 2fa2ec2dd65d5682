package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.bind.NamedFile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is scored before a release.
 *
 * @param model GGUF file, or {@code tiny} for the built-in one
 * @param documents sampled from each shard and each source
 * @param gates limits by figure; one that is broken stops the release
 */
public record EvaluateSpec(
    @Default(EvaluateSpec.TINY) String model,
    @Default("200") int documents,
    @Default("{}") SortedMap<String, GateSpec> gates)
    implements Checked {

  /** What a gate may limit. */
  private static final List<String> FIGURES = List.of("bits_per_byte", "nll", "perplexity");

  /** The model that Quipu carries. */
  public static final String TINY = "tiny";

  public EvaluateSpec {
    gates = Collections.unmodifiableSortedMap(new TreeMap<>(gates));
  }

  @Override
  public void check(Check check) {
    check.filled("model", model);
    check.atLeast("documents", documents, 1);
    gates.forEach(
        (figure, gate) -> {
          check.oneOf("gates." + figure, "figure", figure, FIGURES);
          if (gate.min() == null && gate.max() == null) {
            check.wrong("gates." + figure, "limits nothing; give it min or max");
          }
          check.inOrder("gates." + figure, gate.min(), gate.max());
        });
  }

  /** The model as a file, none if it is the built-in one. */
  public List<NamedFile> files() {
    return model.equals(TINY) ? List.of() : List.of(new NamedFile("evaluate.model", model));
  }
}
