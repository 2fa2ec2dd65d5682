/** How often each source is seen: the solver, and which documents are copied how often. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.mixture;
