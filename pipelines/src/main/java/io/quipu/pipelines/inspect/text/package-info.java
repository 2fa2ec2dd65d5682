/** Prints the facts of a work folder as lines of text. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.inspect.text;
