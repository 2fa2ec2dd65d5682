/** The catalogue of source kinds that a recipe can name. */
@org.jspecify.annotations.NullMarked
package io.quipu.sources;
