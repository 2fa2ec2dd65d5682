package io.quipu.architecture.planted.cycle.there;

import io.quipu.architecture.planted.cycle.back.CycleBack;

/** Breaks a wall on purpose. */
public record CycleThere(CycleBack known) {}
