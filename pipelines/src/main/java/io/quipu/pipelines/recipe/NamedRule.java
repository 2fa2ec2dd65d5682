package io.quipu.pipelines.recipe;

import io.quipu.core.step.Rule;

/**
 * A rule and its path in the recipe.
 *
 * @param origin {@code gopher_dolma[3]} for the fourth rule of a rule set, {@code rules[1]} for the
 *     second entry of the filter
 */
public record NamedRule(String origin, Rule rule) {}
