package io.quipu.pipelines.recipe.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of stage as a recipe and a plan see it: the spec half of a stage type. Has no state, and
 * is shared between threads.
 */
public interface StageKind {

  /** {@code lower_snake}, unique: the key in a recipe, or the name of a stage of every plan. */
  String name();

  /**
   * Part of every fingerprint of the stage: raised when the kind itself (not a step, a rule or a
   * source kind, which have versions of their own) makes other rows of the same input.
   */
  default int version() {
    return 1;
  }

  Scope scope();

  default Place place() {
    return Place.RECIPE;
  }

  /** Whether it reads text, in the revision that earlier stages left. */
  default boolean readsText() {
    return false;
  }

  /**
   * Folders below the work folder that it leaves a file of each part in, as {@code
   * signals/measure}; the first says of every document what became of it.
   *
   * @param name of the stage
   * @param spec what the recipe says of it; null for stages that every plan has
   */
  List<String> writes(String name, @Nullable StageSpec spec);

  /** Tells what it asks of signals, what it measures, and whether it edits. */
  default void flow(@Nullable StageSpec spec, StageFlow flow) {}

  /** Key of the recipe without which a plan has no such stage; empty for none. */
  default String askedBy() {
    return "";
  }

  /** Whether what it drops repeats a document that stays. */
  default boolean dropsDuplicates() {
    return false;
  }

  /** The kinds that one stage of a recipe is compiled to, in order. */
  default List<StageKind> compiled() {
    return List.of(this);
  }

  /** Name of a stage of this kind in a plan. */
  default String stageName(StageSpec spec) {
    return spec.name();
  }

  /** How a stage of this kind is written in a recipe; null if no recipe writes it. */
  default @Nullable SpecForm form() {
    return null;
  }
}
