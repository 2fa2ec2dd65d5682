package io.quipu.architecture.planted.pipelines.recipe;

/** Something to be known by those who may not. */
public record Resident() {}
