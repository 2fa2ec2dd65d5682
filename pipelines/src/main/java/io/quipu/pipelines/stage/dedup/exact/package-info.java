/** Dedup of documents with equal text. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup.exact;
