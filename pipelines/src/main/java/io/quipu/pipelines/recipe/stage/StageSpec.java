package io.quipu.pipelines.recipe.stage;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.NamedFile;
import java.util.List;

/** What a recipe says of a stage between extract and tokenize: a record of a {@link SpecForm}. */
public interface StageSpec extends Checked {

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

  @Override
  default void check(Check check) {}
}
