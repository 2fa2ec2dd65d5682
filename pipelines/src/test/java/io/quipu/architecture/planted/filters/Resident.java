package io.quipu.architecture.planted.filters;

/** Something to be known by those who may not. */
public record Resident() {}
