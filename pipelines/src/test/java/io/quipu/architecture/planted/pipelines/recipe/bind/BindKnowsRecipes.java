package io.quipu.architecture.planted.pipelines.recipe.bind;

import io.quipu.architecture.planted.pipelines.recipe.Resident;

/** Breaks a wall on purpose. */
public record BindKnowsRecipes(Resident known) {}
