package io.quipu.architecture.planted.pipelines.stage.extract;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record ExtractKnowsMix(Resident known) {}
