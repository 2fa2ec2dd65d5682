package io.quipu.architecture.planted.pipelines.stage.publish;

import io.quipu.architecture.planted.pipelines.stage.sites.Resident;

/** Breaks a wall on purpose. */
public record PublishKnowsSites(Resident known) {}
