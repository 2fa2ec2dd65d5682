package io.quipu.architecture.planted.pipelines.work;

import org.apache.beam.sdk.Pipeline;

/** Breaks a wall on purpose. */
public record WorkOnPipelines(Pipeline known) {}
