package io.quipu.architecture.planted.pipelines.stage;

import org.apache.parquet.schema.MessageType;

/** Breaks a wall on purpose. */
public record StageOnParquet(MessageType known) {}
