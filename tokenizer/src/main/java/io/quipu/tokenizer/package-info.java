/** Tokenizers by name or file; start at {@link io.quipu.tokenizer.Tokenizers}. */
@org.jspecify.annotations.NullMarked
package io.quipu.tokenizer;
