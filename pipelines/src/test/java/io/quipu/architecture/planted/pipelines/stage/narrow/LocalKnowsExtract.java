package io.quipu.architecture.planted.pipelines.stage.narrow;

import io.quipu.architecture.planted.pipelines.stage.extract.Resident;

/** Breaks a wall on purpose. */
public record LocalKnowsExtract(Resident known) {}
