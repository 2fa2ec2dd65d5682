package io.quipu.architecture.planted.pipelines.stage.evaluate;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record EvaluateKnowsMix(Resident known) {}
