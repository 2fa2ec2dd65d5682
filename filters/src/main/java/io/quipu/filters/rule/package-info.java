/** Rules as a recipe writes them. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.rule;
