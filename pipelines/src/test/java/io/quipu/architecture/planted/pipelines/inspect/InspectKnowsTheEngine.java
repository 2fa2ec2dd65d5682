package io.quipu.architecture.planted.pipelines.inspect;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record InspectKnowsTheEngine(Resident known) {}
