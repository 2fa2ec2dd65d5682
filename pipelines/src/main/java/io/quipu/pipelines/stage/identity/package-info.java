/** Keeps one of the documents with equal ids. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.identity;
