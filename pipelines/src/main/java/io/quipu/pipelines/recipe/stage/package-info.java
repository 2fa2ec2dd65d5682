/** What a recipe and a plan know of a kind of stage: the spec half of a stage type. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.recipe.stage;
