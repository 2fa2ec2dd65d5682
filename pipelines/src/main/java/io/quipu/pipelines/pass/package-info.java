/**
 * The two kinds of pass that every stage consists of, the jobs they form, and the plain loop that
 * runs jobs.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.pass;
