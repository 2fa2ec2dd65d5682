package io.quipu.architecture.planted.pipelines.recipe;

import io.quipu.architecture.planted.pipelines.beam.Resident;

/** Breaks a wall on purpose. */
public record RecipeKnowsTheEngine(Resident known) {}
