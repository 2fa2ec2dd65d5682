/**
 * From raw inputs to parts: which tasks read them, and the records, documents and signals of each
 * part.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.extract;
