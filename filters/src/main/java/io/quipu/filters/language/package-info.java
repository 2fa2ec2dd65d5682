/** Which language a document is in. */
@org.jspecify.annotations.NullMarked
package io.quipu.filters.language;
