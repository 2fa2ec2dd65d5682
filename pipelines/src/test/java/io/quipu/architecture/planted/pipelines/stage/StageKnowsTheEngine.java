package io.quipu.architecture.planted.pipelines.stage;

import io.quipu.architecture.planted.pipelines.beam.Resident;

/** Breaks a wall on purpose. */
public record StageKnowsTheEngine(Resident known) {}
