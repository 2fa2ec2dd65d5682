package io.quipu.pipelines.recipe;

import java.util.List;

/** A stage between extract and tokenize. */
public sealed interface StageSpec permits AnnotateStage, FilterStage, SitesStage, DedupStage {

  /** Unique in a recipe; given, or the kind with a number from the second on. */
  String name();

  /** The sources that it sees; empty for all. */
  List<String> sources();

  /** The key that opens it in a recipe. */
  String kind();

  /** Files that it names, each with its key within the stage: {@code lists[0]}. */
  default List<NamedFile> files() {
    return List.of();
  }
}
