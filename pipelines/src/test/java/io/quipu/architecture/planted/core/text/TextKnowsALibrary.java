package io.quipu.architecture.planted.core.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Breaks a wall on purpose. */
public record TextKnowsALibrary(JsonNode known) {}
