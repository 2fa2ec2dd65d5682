/** Limits on evaluation figures that can stop a publish. */
@org.jspecify.annotations.NullMarked
package io.quipu.evaluation.gate;
