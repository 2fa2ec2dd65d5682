/** Runs a recipe stage by stage: finds what is up to date, and starts jobs that build the rest. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.driver;
