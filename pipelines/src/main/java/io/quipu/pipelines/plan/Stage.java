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
 * @param name unique; that of the recipe's stage, or of the kind
 * @param spec what the recipe says of it; null for stages that every plan has
 * @param sources the sources that it sees; empty for all
 * @param writes the datasets that it leaves behind; the first says of every document what became of
 *     it
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

  /** Whether documents of a source go through it. */
  public boolean sees(String source) {
    return sources.isEmpty() || sources.contains(source);
  }

  /** Whether it reads the inputs: the first of every plan. */
  public boolean isStart() {
    return kind.place() == Place.START;
  }

  /** Whether it leaves a file for each part. */
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

  /** The recipe's stage, of the type that its kind has. */
  public <T extends StageSpec> T spec(Class<T> type) {
    if (!type.isInstance(spec)) {
      throw new IllegalStateException("stage " + name + " is no " + type.getSimpleName());
    }
    return type.cast(spec);
  }
}
