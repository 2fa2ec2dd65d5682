package io.quipu.pipelines.recipe;

import org.jspecify.annotations.Nullable;

/** Inclusive limits of a figure of the evaluation. */
public record GateSpec(@Nullable Double min, @Nullable Double max) {}
