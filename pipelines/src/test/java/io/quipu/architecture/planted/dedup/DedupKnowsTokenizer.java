package io.quipu.architecture.planted.dedup;

import io.quipu.architecture.planted.tokenizer.Resident;

/** Breaks a wall on purpose. */
public record DedupKnowsTokenizer(Resident known) {}
