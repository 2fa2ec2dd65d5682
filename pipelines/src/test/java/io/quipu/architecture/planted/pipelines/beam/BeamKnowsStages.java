package io.quipu.architecture.planted.pipelines.beam;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record BeamKnowsStages(Resident known) {}
