package io.quipu.architecture.planted.pipelines.sample;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record SampleKnowsTheEngine(Resident known) {}
