/** Byte pair encoding: from text to token ids and back. */
@org.jspecify.annotations.NullMarked
package io.quipu.tokenizer.encode;
