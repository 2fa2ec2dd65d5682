/**
 * Takes a run from stage to stage: what is up to date, what is missing, and the jobs that make it.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.driver;
