/** The dedup stage and the table of its methods. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.dedup;
