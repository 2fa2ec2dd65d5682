package io.quipu.architecture.planted.pipelines.work;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record WorkKnowsTheEngine(Resident known) {}
