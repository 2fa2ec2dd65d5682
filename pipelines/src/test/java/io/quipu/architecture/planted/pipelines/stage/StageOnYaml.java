package io.quipu.architecture.planted.pipelines.stage;

import org.snakeyaml.engine.v2.api.Load;

/** Breaks a wall on purpose. */
public record StageOnYaml(Load known) {}
