package io.quipu.pipelines.recipe;

/**
 * Where the release goes.
 *
 * @param to a URI, or a folder
 */
public record PublishSpec(String to) {}
