/** Scores samples of the shards and of dropped documents with a language model. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.evaluate;
