/** Books: Project Gutenberg texts without what the project puts around them. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.books;
