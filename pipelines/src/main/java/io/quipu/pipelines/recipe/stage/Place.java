package io.quipu.pipelines.recipe.stage;

/** Where stages of a kind are in a plan. */
public enum Place {
  /** First in every plan: reads the inputs. */
  START,
  /** Where the recipe names it under {@code stages}. */
  RECIPE,
  /** Once, before the first of the recipe's stages that is not narrow. */
  BEFORE_WIDE,
  /** After the recipe's stages, in the order of the table. */
  END
}
