package io.quipu.core.text;

/** A tokenizer as the steps see it. Immutable and shared between threads. */
public interface TextEncoder {

  /** What a recipe and a manifest call it: name and digest of the vocabulary. */
  String name();

  /** Number of ids, special ones included: every id is below it. */
  int vocabularySize();

  /** The id that ends a document, or -1 if the vocabulary has none. */
  int endOfDocument();

  /** Token ids of a text; spellings of special tokens are plain text. */
  int[] encode(CharSequence text);

  /**
   * The same ids as {@link #encode}, with the offset in the text where each token ends. An encoder
   * that changes a text before it encodes it gives the places in the text as it came.
   */
  EncodedText encodeWithEnds(CharSequence text);

  /** Number of tokens without making them. */
  default int count(CharSequence text) {
    return encode(text).length;
  }

  /** UTF-8 bytes of the tokens; not always valid UTF-8 where the ids cut a character. */
  byte[] decode(int[] ids, int from, int to);
}
