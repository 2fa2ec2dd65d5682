/**
 * Reads raw inputs into parts: plans the tasks, and writes the records, documents and signals of
 * each part.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.extract;
