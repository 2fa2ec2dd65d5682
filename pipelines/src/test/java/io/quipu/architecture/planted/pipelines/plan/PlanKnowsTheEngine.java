package io.quipu.architecture.planted.pipelines.plan;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record PlanKnowsTheEngine(Resident known) {}
