package io.quipu.architecture.planted.pipelines.stage.dedup;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record DedupKnowsMix(Resident known) {}
