package io.quipu.architecture.planted.evaluation;

import io.quipu.architecture.planted.filters.Resident;

/** Breaks a wall on purpose. */
public record EvaluationKnowsFilters(Resident known) {}
