package io.quipu.architecture.planted.sources;

/** Something to be known by those who may not. */
public record Resident() {}
