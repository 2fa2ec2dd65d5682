package io.quipu.architecture.planted.pipelines.inspect;

/** Something to be known by those who may not. */
public record Resident() {}
