package io.quipu.architecture.planted.tokenizer;

import io.quipu.architecture.planted.sources.Resident;

/** Breaks a wall on purpose. */
public record TokenizerKnowsSources(Resident known) {}
