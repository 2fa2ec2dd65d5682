package io.quipu.architecture.planted.pipelines.stage;

import org.apache.hadoop.conf.Configuration;

/** Breaks a wall on purpose. */
public record StageOnHadoop(Configuration known) {}
