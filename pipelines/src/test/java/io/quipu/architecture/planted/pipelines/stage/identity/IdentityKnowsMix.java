package io.quipu.architecture.planted.pipelines.stage.identity;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record IdentityKnowsMix(Resident known) {}
