package io.quipu.pipelines.stage.part;

import io.quipu.core.step.Resources;
import java.util.function.Consumer;

/** Opens the files that a recipe names, and notes which of them can't be used. */
@FunctionalInterface
public interface FileUse {

  /**
   * @param at key of the stage that uses the files, as {@code steps[1]}
   * @param load loads what the stage needs from them; may throw any {@link RuntimeException}
   */
  void of(String at, Consumer<Resources> load);
}
