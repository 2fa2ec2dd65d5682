/** Publishes the release of a run if its gates allow it. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.publish;
