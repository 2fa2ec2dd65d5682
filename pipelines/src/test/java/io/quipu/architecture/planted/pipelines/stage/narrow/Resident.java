package io.quipu.architecture.planted.pipelines.stage.narrow;

/** Something to be known by those who may not. */
public record Resident() {}
