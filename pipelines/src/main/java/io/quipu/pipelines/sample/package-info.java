/** Known-answer inputs of every source kind, with the truth about them. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.sample;
