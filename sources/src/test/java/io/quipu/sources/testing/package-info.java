/** Inputs in memory, and what reading them gave. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.testing;
