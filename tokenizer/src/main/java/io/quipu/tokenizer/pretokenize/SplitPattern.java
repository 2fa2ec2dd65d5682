package io.quipu.tokenizer.pretokenize;

/**
 * A pattern that cuts text into the words of byte-level BPE: a row of {@link SplitPatterns}. Its
 * {@code \p{L}}, {@code \p{N}} and {@code \s} mean Unicode 16.0 whatever the Java version, see
 * {@link CharacterClasses}.
 */
public interface SplitPattern {

  /** What vocabularies call it. */
  String name();

  /** The regular expression as it was published: the definition of what {@link #splitter} does. */
  String regex();

  Splitter splitter();
}
