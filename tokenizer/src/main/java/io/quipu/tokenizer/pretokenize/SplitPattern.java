package io.quipu.tokenizer.pretokenize;

/**
 * The published splitting patterns. Their {@code \p{L}}, {@code \p{N}} and {@code \s} mean Unicode
 * 16.0 whatever the Java version, see {@link CharacterClasses}.
 */
public enum SplitPattern {
  /**
   * GPT-2, GPT-3: {@code '(?:[sdmt]|ll|ve|re)| ?\p{L}++| ?\p{N}++|
   * ?[^\s\p{L}\p{N}]++|\s++$|\s+(?!\S)|\s} (tiktoken 0.14.0, tiktoken_ext/openai_public.py).
   */
  R50K,

  /**
   * GPT-3.5, GPT-4, and the same language as Llama 3's: {@code
   * '(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+|
   * ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s} (tiktoken 0.14.0).
   */
  CL100K;

  public Splitter splitter() {
    return switch (this) {
      case R50K -> new R50kSplitter();
      case CL100K -> new Cl100kSplitter();
    };
  }
}
