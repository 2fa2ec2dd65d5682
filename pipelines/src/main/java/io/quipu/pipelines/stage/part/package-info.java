/**
 * The interface of stage types, the facts that explain a document, and the tools of wide stages:
 * tasks, results returned to their parts, scratch files.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.part;
