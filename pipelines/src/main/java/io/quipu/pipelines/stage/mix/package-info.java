/** How often each source is seen: counts its tokens, solves the mixture, finds the cuts. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.stage.mix;
