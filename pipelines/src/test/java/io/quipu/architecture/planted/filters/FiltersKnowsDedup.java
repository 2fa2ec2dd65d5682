package io.quipu.architecture.planted.filters;

import io.quipu.architecture.planted.dedup.Resident;

/** Breaks a wall on purpose. */
public record FiltersKnowsDedup(Resident known) {}
