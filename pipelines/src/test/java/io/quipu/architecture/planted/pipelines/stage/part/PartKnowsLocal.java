package io.quipu.architecture.planted.pipelines.stage.part;

import io.quipu.architecture.planted.pipelines.stage.narrow.Resident;

/** Breaks a wall on purpose. */
public record PartKnowsLocal(Resident known) {}
