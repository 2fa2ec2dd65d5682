package io.quipu.architecture.planted.pipelines.stage;

import picocli.CommandLine;

/** Breaks a wall on purpose. */
public record StageOnPicocli(CommandLine known) {}
