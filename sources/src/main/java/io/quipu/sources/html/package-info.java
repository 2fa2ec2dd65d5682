/** The main content of an HTML page as plain text. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources.html;
