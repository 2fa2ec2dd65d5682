/** The kinds of part files: what the rows of each hold. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.work.part;
