/** What a work folder has to tell: the summary of a run, and why a record became what it is. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.inspect;
