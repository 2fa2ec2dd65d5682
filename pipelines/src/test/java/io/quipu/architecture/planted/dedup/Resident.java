package io.quipu.architecture.planted.dedup;

/** Something to be known by those who may not. */
public record Resident() {}
