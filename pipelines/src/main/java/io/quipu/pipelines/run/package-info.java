/**
 * A run as loaded into a JVM: its recipe, plan, steps, models and other resources, and the ledger
 * of its files.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.run;
