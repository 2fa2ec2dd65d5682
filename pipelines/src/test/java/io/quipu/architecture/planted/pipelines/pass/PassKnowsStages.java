package io.quipu.architecture.planted.pipelines.pass;

import io.quipu.architecture.planted.pipelines.stage.Resident;

/** Breaks a wall on purpose. */
public record PassKnowsStages(Resident known) {}
