/** Gopher's quality and repetition signals in one named reading, and the paper's thresholds. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.gopher;
