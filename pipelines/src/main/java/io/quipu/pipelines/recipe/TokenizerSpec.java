package io.quipu.pipelines.recipe;

/** Where the vocabulary comes from. */
public sealed interface TokenizerSpec {

  /** A vocabulary that Quipu knows by name, as {@code cl100k_base}. */
  record Named(String name) implements TokenizerSpec {}

  /** A vocabulary file: SentencePiece, Hugging Face or tiktoken. */
  record InFile(String file) implements TokenizerSpec {}

  /** The vocabulary inside a GGUF model. */
  record InModel(String model) implements TokenizerSpec {}
}
