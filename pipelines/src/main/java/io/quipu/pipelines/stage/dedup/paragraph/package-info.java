/** Cuts paragraphs that an earlier document has. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup.paragraph;
