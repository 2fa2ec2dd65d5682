package io.quipu.architecture.planted.tokenizer;

/** Something to be known by those who may not. */
public record Resident() {}
