/** What the whole must withstand: recipes run from raw inputs to released bytes. */
@org.jspecify.annotations.NullMarked
package io.quipu.pipelines.wall;
