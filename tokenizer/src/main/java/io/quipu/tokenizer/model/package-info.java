/** Vocabularies, immutable, and the files that they are read from. */
@org.jspecify.annotations.NullMarked
package io.quipu.tokenizer.model;
