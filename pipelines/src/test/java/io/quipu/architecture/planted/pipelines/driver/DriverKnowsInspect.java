package io.quipu.architecture.planted.pipelines.driver;

import io.quipu.architecture.planted.pipelines.inspect.Resident;

/** Breaks a wall on purpose. */
public record DriverKnowsInspect(Resident known) {}
