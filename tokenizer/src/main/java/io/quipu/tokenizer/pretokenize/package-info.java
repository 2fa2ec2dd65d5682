/** Cuts UTF-8 text into the pieces that byte pair encoding never merges across. */
@org.jspecify.annotations.NullMarked
package io.quipu.tokenizer.pretokenize;
