package io.quipu.architecture.planted.pipelines.pass;

import io.quipu.architecture.planted.pipelines.beam.Resident;

/** Breaks a wall on purpose. */
public record PassKnowsTheEngine(Resident known) {}
