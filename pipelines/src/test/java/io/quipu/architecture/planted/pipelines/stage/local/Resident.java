package io.quipu.architecture.planted.pipelines.stage.local;

/** Something to be known by those who may not. */
public record Resident() {}
