package io.quipu.architecture.planted.pipelines.release;

import io.quipu.architecture.planted.pipelines.beam.Resident;

/** Breaks a wall on purpose. */
public record ReleaseKnowsTheEngine(Resident known) {}
