package io.quipu.architecture.planted.pipelines.stage.shard;

import io.quipu.architecture.planted.pipelines.stage.evaluate.Resident;

/** Breaks a wall on purpose. */
public record ShardKnowsEvaluate(Resident known) {}
