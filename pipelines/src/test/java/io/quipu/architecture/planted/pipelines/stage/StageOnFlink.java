package io.quipu.architecture.planted.pipelines.stage;

import org.apache.flink.configuration.Configuration;

/** Breaks a wall on purpose. */
public record StageOnFlink(Configuration known) {}
