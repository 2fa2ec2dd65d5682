package io.quipu.architecture.planted.sources;

import io.quipu.architecture.planted.filters.Resident;

/** Breaks a wall on purpose. */
public record SourcesKnowsFilters(Resident known) {}
