package io.quipu.architecture.planted.pipelines.mixture;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record MixtureKnowsTheEngine(Resident known) {}
