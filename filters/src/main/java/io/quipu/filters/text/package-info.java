/** Edits of white space that leave the words alone. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.text;
