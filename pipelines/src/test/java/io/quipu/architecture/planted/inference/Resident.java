package io.quipu.architecture.planted.inference;

/** Something to be known by those who may not. */
public record Resident() {}
