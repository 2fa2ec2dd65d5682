package io.quipu.architecture.planted.pipelines.stage;

import org.apache.beam.sdk.io.fs.ResourceId;

/** Breaks a wall on purpose. */
public record StageOnBeam(ResourceId known) {}
