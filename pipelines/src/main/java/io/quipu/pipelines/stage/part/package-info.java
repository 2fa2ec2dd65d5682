/**
 * What a type of stage is, the facts by which it tells of a document, and the tools of stages that
 * cross parts: tasks, results returned to their parts, scratch files.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.part;
