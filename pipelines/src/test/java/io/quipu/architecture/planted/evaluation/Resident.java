package io.quipu.architecture.planted.evaluation;

/** Something to be known by those who may not. */
public record Resident() {}
