/** The summary of a run: its sections, each a class of facts and how they are shown. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.inspect;
