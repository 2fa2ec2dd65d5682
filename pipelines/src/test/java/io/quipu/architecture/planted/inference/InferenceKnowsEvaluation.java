package io.quipu.architecture.planted.inference;

import io.quipu.architecture.planted.evaluation.Resident;

/** Breaks a wall on purpose. */
public record InferenceKnowsEvaluation(Resident known) {}
