/** Runs a model over token ids: log-likelihoods of given text, and text of its own. */
@org.jspecify.annotations.NullMarked
package io.quipu.inference.engine;
