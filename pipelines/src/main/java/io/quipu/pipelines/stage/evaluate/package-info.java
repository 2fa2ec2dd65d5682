/** Scores a sample of the shards and of what was dropped with a language model. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.evaluate;
