/** One text as the steps see it: revisions, segments, edits and encoders. */
@org.jspecify.annotations.NullMarked
package io.quipu.core.text;
