/**
 * Narrow stages, which need one part only: annotate, filter, tokenize, and the pass that runs them
 * over the documents of a part.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.narrow;
