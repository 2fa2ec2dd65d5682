package io.quipu.architecture.planted.cycle.back;

import io.quipu.architecture.planted.cycle.there.CycleThere;

/** Breaks a wall on purpose. */
public record CycleBack(CycleThere known) {}
