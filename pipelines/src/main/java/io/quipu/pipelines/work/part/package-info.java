/** The kinds of part files that more than one stage reads: a class each. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.work.part;
