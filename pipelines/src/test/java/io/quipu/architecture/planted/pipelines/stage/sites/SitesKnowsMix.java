package io.quipu.architecture.planted.pipelines.stage.sites;

import io.quipu.architecture.planted.pipelines.stage.mix.Resident;

/** Breaks a wall on purpose. */
public record SitesKnowsMix(Resident known) {}
