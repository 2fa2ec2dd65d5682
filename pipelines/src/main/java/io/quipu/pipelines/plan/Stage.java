package io.quipu.pipelines.plan;

import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.Scope;
import io.quipu.pipelines.recipe.stage.StageKind;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a plan.
 *
 * @param name unique; from the recipe, or the name of the kind
 * @param spec its entry in the recipe; null for stages that every plan has
 * @param sources the sources that it applies to; empty for all
 * @param writes the datasets that it writes; the first holds the outcome of every document
 */
public record Stage(
    String name,
    StageKind kind,
    @Nullable StageSpec spec,
    List<String> sources,
    List<Dataset> writes) {

  public Stage {
    sources = List.copyOf(sources);
    writes = List.copyOf(writes);
  }

  /** Whether it applies to a source. */
  public boolean sees(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  /** Whether it reads the inputs, as the first stage of every plan does. */
  public boolean isStart() {
    return kind.place() == Place.START;
  }

  /** Whether it writes a file for each part. */
  public boolean isPerPart() {
    return kind.scope() != Scope.GLOBAL;
  }

  public boolean isNarrow() {
    return kind.scope() == Scope.NARROW;
  }

  /**
   * The dataset whose manifest has the stage's account: the records of the stage that reads the
   * inputs, {@link #main} of all others.
   */
  public Dataset accounted() {
    return isStart() ? Dataset.RECORDS : main();
  }

  /** The dataset with a row, and an outcome, for every document. */
  public Dataset main() {
    return writes.get(0);
  }

  /** The stage's entry in the recipe, as the type that its kind has. */
  public <T extends StageSpec> T spec(Class<T> type) {
    if (!type.isInstance(spec)) {
      throw new IllegalStateException("stage " + name + " is not a " + type.getSimpleName());
    }
    return type.cast(spec);
  }
}
