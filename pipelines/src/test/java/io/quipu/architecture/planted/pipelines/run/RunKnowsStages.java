package io.quipu.architecture.planted.pipelines.run;

import io.quipu.architecture.planted.pipelines.stage.Resident;

/** Breaks a wall on purpose. */
public record RunKnowsStages(Resident known) {}
