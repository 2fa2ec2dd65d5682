package io.quipu.architecture.planted.pipelines.stage.mix;

import io.quipu.architecture.planted.pipelines.stage.shard.Resident;

/** Breaks a wall on purpose. */
public record MixKnowsShard(Resident known) {}
