package io.quipu.architecture.planted.pipelines.cli;

/** Something to be known by those who may not. */
public record Resident() {}
