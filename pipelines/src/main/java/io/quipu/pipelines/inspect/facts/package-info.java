/**
 * What a work folder has to tell, as records: numbers and names, in no words, order of columns or
 * layout.
 */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.inspect.facts;
