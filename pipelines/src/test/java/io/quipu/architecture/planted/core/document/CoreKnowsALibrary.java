package io.quipu.architecture.planted.core.document;

import com.fasterxml.jackson.databind.JsonNode;

/** Breaks a wall on purpose. */
public record CoreKnowsALibrary(JsonNode known) {}
