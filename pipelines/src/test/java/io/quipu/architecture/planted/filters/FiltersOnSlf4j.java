package io.quipu.architecture.planted.filters;

import org.slf4j.Logger;

/** Breaks a wall on purpose. */
public record FiltersOnSlf4j(Logger known) {}
