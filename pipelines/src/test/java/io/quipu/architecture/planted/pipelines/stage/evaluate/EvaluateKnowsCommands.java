package io.quipu.architecture.planted.pipelines.stage.evaluate;

import io.quipu.architecture.planted.pipelines.cli.Resident;

/** Breaks a wall on purpose. */
public record EvaluateKnowsCommands(Resident known) {}
