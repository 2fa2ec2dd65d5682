package io.quipu.pipelines.recipe;

/**
 * A step of the catalogue with its configuration.
 *
 * @param version of the step when the recipe was read
 * @param config of the type that the step's definition has
 */
public record StepUse(String step, int version, Record config) {}
