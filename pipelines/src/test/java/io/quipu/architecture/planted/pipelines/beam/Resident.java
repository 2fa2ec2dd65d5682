package io.quipu.architecture.planted.pipelines.beam;

/** Something to be known by those who may not. */
public record Resident() {}
