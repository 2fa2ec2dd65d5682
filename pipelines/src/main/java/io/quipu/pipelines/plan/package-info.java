/**
 * What a recipe compiles to: stages in order, what each reads and writes, tasks and fingerprints.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.plan;
