package io.quipu.pipelines.recipe;

import java.util.List;

/** Where the vocabulary comes from. */
public sealed interface TokenizerSpec {

  /** The file that holds the vocabulary, if one does. */
  default List<NamedFile> files() {
    return List.of();
  }

  /** A vocabulary that Quipu knows by name, as {@code cl100k_base}. */
  record Named(String name) implements TokenizerSpec {}

  /** A vocabulary file: SentencePiece, Hugging Face or tiktoken. */
  record InFile(String file) implements TokenizerSpec {
    @Override
    public List<NamedFile> files() {
      return List.of(new NamedFile("tokenizer.file", file));
    }
  }

  /** The vocabulary inside a GGUF model. */
  record InModel(String model) implements TokenizerSpec {
    @Override
    public List<NamedFile> files() {
      return List.of(new NamedFile("tokenizer.model", model));
    }
  }
}
